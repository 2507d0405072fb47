/** What went wrong with the control above it; nothing where nothing did. */
export function Problem({ text }: { text: string | null }) {
  return (
    <p className="problem" role="alert">
      {text}
    </p>
  );
}

const WIDTH = 30;

/** A line that shows how far something is and how long it will take; nothing where nobody watches a terminal. */
export function progressBar(stream: NodeJS.WriteStream): { show(share: number): void; end(): void } {
  const began = performance.now();
  if (!stream.isTTY) return { show: () => {}, end: () => {} };
  return {
    show(share) {
      const done = Math.round(WIDTH * share);
      const elapsedS = (performance.now() - began) / 1000;
      const leftS = share > 0.02 ? Math.round((elapsedS * (1 - share)) / share) : null;
      const left = leftS === null ? '' : ` · noch/left ${leftS} s`;
      const text = `${'█'.repeat(done)}${'·'.repeat(WIDTH - done)} ${Math.round(100 * share)} %${left}`;
      stream.write(`\r${text.padEnd(70)}`);
    },
    end() {
      stream.write(`\r${' '.repeat(70)}\r`);
    },
  };
}

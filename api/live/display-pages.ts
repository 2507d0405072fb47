/** The pages that are open, by the name of their display. */
export interface DisplayPages {
  /** Counts one more page, until the answer is called; to call it again does nothing. */
  enter(name: string): () => void;
  /** The displays with at least one. */
  names(): string[];
}

/** @param onChange told when a display gets its first page, and when its last one is gone */
export function countPages(onChange: (name: string, isOpen: boolean) => void): DisplayPages {
  const pages = new Map<string, number>();

  function leave(name: string): void {
    const left = (pages.get(name) ?? 1) - 1;
    if (left > 0) pages.set(name, left);
    else {
      pages.delete(name);
      onChange(name, false);
    }
  }

  return {
    enter(name) {
      const before = pages.get(name) ?? 0;
      pages.set(name, before + 1);
      if (before === 0) onChange(name, true);
      let isOpen = true;
      return () => {
        if (isOpen) leave(name);
        isOpen = false;
      };
    },
    names: () => [...pages.keys()],
  };
}

import type { Plugin } from 'vite';

/** What Chromium takes as a promise that all of a file's functions are needed at once. */
const HINT = '//# allFunctionsCalledOnLoad\n';

/**
 * Has the browser compile what the page begins with while it loads, on a thread beside the page's own. Otherwise each
 * function is compiled in the middle of drawing the first state, for almost half of the time that this takes.
 */
export function compileHints(): Plugin {
  return {
    name: 'compile-hints',
    apply: 'build',
    generateBundle: {
      // The hint counts only as the very first line.
      order: 'post',
      handler(_, bundle) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const entries = chunks.filter(({ isEntry }) => isEntry);
        const first = new Set(entries.flatMap(({ fileName, imports }) => [fileName, ...imports]));
        for (const chunk of chunks) if (first.has(chunk.fileName)) chunk.code = HINT + chunk.code;
      },
    },
  };
}

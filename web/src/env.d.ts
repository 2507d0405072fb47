/// <reference types="vite/client" />
import 'react';

declare module 'react' {
  /** Custom properties may be set in a component's style. */
  interface CSSProperties {
    [customProperty: `--${string}`]: string | undefined;
  }
}

declare global {
  interface Window {
    /** The worker that follows the house, where the page's first script has started it. */
    smartloadHub?: SharedWorker;
  }
}

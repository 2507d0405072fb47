/// <reference types="vite/client" />
import 'react';

declare module 'react' {
  /** Custom properties may be set in a component's style. */
  interface CSSProperties {
    [customProperty: `--${string}`]: string | undefined;
  }
}

import type { ReactNode } from 'react';

/** Everything that has a picture of its own. */
export type IconName =
  | 'sun'
  | 'grid'
  | 'home'
  | 'battery'
  | 'car'
  | 'buffer'
  | 'bolt'
  | 'refresh'
  | 'plan'
  | 'coins'
  | 'system'
  | 'settings'
  | 'menu';

const SHAPES: Record<IconName, ReactNode> = {
  sun: (
    <>
      <circle cx="12" cy="12" r="4" />
      <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4" />
    </>
  ),
  grid: <path d="M9 3h6l3 18M9 3 6 21M4 9h16M5 13h14M8.3 7.5 17 16M15.7 7.5 7 16" />,
  home: <path d="m3 11.5 9-7.5 9 7.5M6 9.5V20h12V9.5M10 20v-6h4v6" />,
  battery: <path d="M7 6h10v14H7zM10 6V4h4v2M9.5 17h5M9.5 14h5" />,
  car: (
    <>
      <path d="M4 16v-3.5L6 7h12l2 5.5V16zM4.5 12h15M4 16v2.5h2.5V16M17.5 16v2.5H20V16" />
      <path d="M7 14h1.5M15.5 14H17" />
    </>
  ),
  buffer: <path d="M7 6h10v14H7zM10 6V4h4v2M4 13h16" />,
  bolt: <path d="M13 3 6 13.5h5L10.5 21 18 10.5h-5.5z" />,
  plan: <path d="M4 20h16M6 16v-4M10 16V8M14 16v-6M18 16V5" />,
  coins: (
    <>
      <ellipse cx="12" cy="6.5" rx="7" ry="3" />
      <path d="M5 6.5v5.5c0 1.7 3.1 3 7 3s7-1.3 7-3V6.5M5 12v5.5c0 1.7 3.1 3 7 3s7-1.3 7-3V12" />
    </>
  ),
  system: <path d="M3 12h4l2.5-7 5 14 2.5-7h4" />,
  settings: (
    <>
      <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
      <circle cx="15" cy="7" r="2" />
      <circle cx="9" cy="17" r="2" />
    </>
  ),
  menu: <path d="M4 7h16M4 12h16M4 17h16" />,
  refresh: <path d="M19 12a7 7 0 1 1-2.2-5.1M19 4v4h-4" />,
};

/** A line drawing in the colour of its text; the words beside it carry the meaning. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {SHAPES[name]}
    </svg>
  );
}

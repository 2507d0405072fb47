import { type ComponentType, lazy } from 'react';
import { NowPage } from '../now/NowPage.tsx';
import type { IconName } from '../shared/icons.tsx';

/** The views in the order of the navigation; the first is shown where the address names none. */
export const VIEW_IDS = ['now', 'plan', 'battery', 'cars', 'savings', 'system'] as const;
export type ViewId = (typeof VIEW_IDS)[number];

const LOADERS = {
  plan: () => import('../plan/PlanPage.tsx'),
  battery: () => import('../buffer/BatteryPage.tsx'),
  cars: () => import('../cars/CarsPage.tsx'),
  savings: () => import('../savings/SavingsPage.tsx'),
  system: () => import('../system/SystemPage.tsx'),
};

/** What each view draws; all but the first come when they are asked for. */
export const PAGES: Record<ViewId, ComponentType> = {
  now: NowPage,
  plan: lazy(LOADERS.plan),
  battery: lazy(LOADERS.battery),
  cars: lazy(LOADERS.cars),
  savings: lazy(LOADERS.savings),
  system: lazy(LOADERS.system),
};

export const VIEW_ICONS: Record<ViewId, IconName> = {
  now: 'bolt',
  plan: 'plan',
  battery: 'battery',
  cars: 'car',
  savings: 'coins',
  system: 'system',
};

/** Fetches a view ahead of its being shown; once is enough. */
export function fetchAhead(view: ViewId): void {
  if (view !== 'now') LOADERS[view]().catch(() => {});
}

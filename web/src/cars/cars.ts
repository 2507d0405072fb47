import { useMemo } from 'react';
import type { LoadpointPartsFragment } from '../gql/graphql.ts';
import { usePart } from '../live/hooks.ts';

/** A loadpoint that charges cars, with the car at it. */
export type Car = LoadpointPartsFragment;

const COLORS = ['var(--car-0)', 'var(--car-1)', 'var(--car-2)', 'var(--car-3)'];

/** The loadpoints that are for cars; heat pumps and heaters have none. */
export function useCars(): readonly Car[] {
  const loadpoints = usePart((house) => house.loadpoints);
  return useMemo(() => loadpoints.filter(({ isHeating }) => !isHeating), [loadpoints]);
}

/** Colour of the car at `index` of `useCars`, the same wherever it is drawn. */
export function carColor(index: number): string {
  return COLORS[Math.max(0, index) % COLORS.length] ?? 'var(--car-0)';
}

/** What people call the car at a loadpoint. */
export function carName({ vehicleTitle, vehicleName, title }: Car): string {
  return vehicleTitle ?? vehicleName ?? title;
}

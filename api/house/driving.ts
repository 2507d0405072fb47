import { isSameName } from './names.ts';
import type { DriverSettings } from './settings.ts';

/**
 * Whether a person drives a car, by evcc's name or its title, without regard to case; who is said to drive none drives
 * all.
 */
export function drives({ vehicles }: DriverSettings, vehicle: string, title: string): boolean {
  return vehicles.length === 0 || vehicles.some((own) => isSameName(own, vehicle) || isSameName(own, title));
}

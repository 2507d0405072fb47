/** How far the picture wanders from its place, px: less than the margin around it. */
const WAY_PX = 6;
/** From and until which hour of the house people sleep. */
const NIGHT = { from: 22, until: 6 };

/** Where the picture is in a minute of a screen's life: never long in one place, so that none of it burns in. */
export function drift(minute: number): { x: number; y: number } {
  return { x: Math.round(WAY_PX * Math.sin(minute * 0.9)), y: Math.round(WAY_PX * Math.cos(minute * 1.3)) };
}

/** Whether an hour of the day is one at which a screen is to be dim. */
export function isNight(hour: number): boolean {
  return hour >= NIGHT.from || hour < NIGHT.until;
}

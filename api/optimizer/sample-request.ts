/** A battery of 10 kWh without losses that may charge from the grid, as evcc sends it. */
export function sampleBattery(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    s_min: 0,
    s_max: 10_000,
    s_initial: 0,
    c_min: 0,
    c_max: 4000,
    d_max: 4000,
    p_a: 0,
    charge_from_grid: true,
    ...changes,
  };
}

/** Hours of 1 kW load at these import prices in ct/kWh, with nothing paid for export, as evcc sends it. */
export function sampleRequest(
  pricesCt: readonly number[],
  batteries: readonly Record<string, unknown>[] = [sampleBattery()],
  changes: { series?: Record<string, unknown>; grid?: unknown; strategy?: unknown } = {},
): Record<string, unknown> {
  const each = (value: number) => pricesCt.map(() => value);
  return {
    batteries,
    time_series: {
      dt: each(3600),
      gt: each(1000),
      ft: each(0),
      p_N: pricesCt.map((price) => price / 100_000),
      p_E: each(0),
      ...changes.series,
    },
    ...(changes.grid === undefined ? {} : { grid: changes.grid }),
    ...(changes.strategy === undefined ? {} : { strategy: changes.strategy }),
    eta_c: 1,
    eta_d: 1,
  };
}

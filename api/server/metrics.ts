import type { Health } from '../graphql/index.ts';
import type { Instant, QuarterHour, Snapshot } from '../house/index.ts';
import { today } from '../savings/index.ts';

/** What Prometheus is told. */
export interface MetricsFacts {
  snapshot: Snapshot | null;
  health: Health;
  now: Instant;
  /** Streams that are open. */
  subscribers: number;
  /** The measured quarters of an hour of today. */
  quarters: readonly QuarterHour[];
}

type Labels = Record<string, string>;

/** Collects samples under their names, each with its help and type once. */
class Exposition {
  readonly #lines: string[] = [];

  /** Samples of one name; those whose value is unknown are left out. */
  add(
    name: string,
    type: 'gauge' | 'counter',
    help: string,
    samples: [value: number | null, labels?: Labels][],
  ): void {
    const known = samples.filter(([value]) => value !== null && Number.isFinite(value));
    if (known.length === 0) return;
    this.#lines.push(`# HELP smartload_${name} ${help}`, `# TYPE smartload_${name} ${type}`);
    for (const [value, labels] of known) this.#lines.push(`smartload_${name}${labelText(labels)} ${value}`);
  }

  text(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}

/** The state of the program and the house as Prometheus reads it (text format 0.0.4). */
export function metricsText({ snapshot, health, now, subscribers, quarters }: MetricsFacts): string {
  const out = new Exposition();
  out.add('info', 'gauge', 'Version of this program and of evcc.', [
    [1, { version: health.version, evcc: snapshot?.evccVersion ?? '' }],
  ]);
  out.add('up', 'gauge', '1 where everything is fresh and planned, 0 else.', [
    [health.status === 'OK' ? 1 : 0],
  ]);
  out.add('uptime_seconds', 'gauge', 'Time since the start.', [[health.uptimeS]]);
  out.add('memory_resident_bytes', 'gauge', 'Resident memory.', [[health.memoryRssMb * 1e6]]);
  out.add('cycles_total', 'counter', 'Cycles finished, across restarts.', [[health.cycleId]]);
  out.add('cycle_duration_seconds', 'gauge', 'How long the last cycle took.', [
    [seconds(health.lastCycleMs)],
  ]);
  out.add('plan_fallbacks_total', 'counter', 'Plans by the fallback since the start.', [
    [health.fallbackCount],
  ]);
  out.add('subscribers', 'gauge', 'Streams that are open.', [[subscribers]]);
  if (snapshot) addHouse(out, snapshot, now, quarters);
  return out.text();
}

function addHouse(out: Exposition, snapshot: Snapshot, now: Instant, quarters: readonly QuarterHour[]): void {
  const { plan, power, battery, commands, rollouts, sources, forecastSkill, timeZone } = snapshot;
  out.add('plan_solve_seconds', 'gauge', 'How long the solver took for the plan in force.', [
    [seconds(plan?.solveMs ?? null)],
  ]);
  out.add('plan_age_seconds', 'gauge', 'Age of the plan in force.', [
    [plan ? ageS(plan.computedAt, now) : null],
  ]);
  out.add('plan_cost', 'gauge', 'What the hours of the plan will cost, in the currency of the house.', [
    [plan?.cost ?? null, { policy: 'smartload' }],
    [plan?.selfConsumptionCost ?? null, { policy: 'self_consumption' }],
  ]);
  out.add('today_cost', 'gauge', 'What today has cost so far, measured.', [
    [today(quarters, now, timeZone).cost],
  ]);
  out.add('source_age_seconds', 'gauge', 'Age of what was read.', [
    ...sources.map(({ id, updatedAt }): [number | null, Labels] => [
      updatedAt === null ? null : ageS(updatedAt, now),
      { source: id },
    ]),
  ]);
  out.add('source_fresh', 'gauge', '1 where a source is fresh.', [
    ...sources.map(({ id, state }): [number, Labels] => [Number(state === 'FRESH'), { source: id }]),
  ]);
  out.add(
    'commands_recent',
    'gauge',
    'The last 20 writes to evcc by what became of them.',
    (['SENT', 'CONFIRMED', 'FAILED', 'UNCONFIRMED'] as const).map((state) => [
      commands.filter((command) => command.state === state).length,
      { state: state.toLowerCase() },
    ]),
  );
  out.add(
    'capability_live',
    'gauge',
    '1 where a capability steers, 0 while it observes.',
    rollouts.map(({ capability, mode }) => [
      Number(mode === 'LIVE'),
      { capability: capability.toLowerCase() },
    ]),
  );
  out.add('last_command', 'counter', 'Number of the last write to evcc.', [[commands[0]?.id ?? 0]]);
  out.add(
    'forecast_skill',
    'gauge',
    'Share of energy that was forecast right over 30 days.',
    forecastSkill.map(({ subject, lead, month }) => [
      month.skill,
      { subject: subject.toLowerCase(), lead: lead.toLowerCase() },
    ]),
  );
  out.add('power_kilowatts', 'gauge', 'Powers; grid + import, battery + discharge.', [
    [power?.gridKw ?? null, { of: 'grid' }],
    [power?.pvKw ?? null, { of: 'pv' }],
    [power?.homeKw ?? null, { of: 'home' }],
    [power?.batteryKw ?? null, { of: 'battery' }],
    [power?.carsKw ?? null, { of: 'cars' }],
  ]);
  out.add('import_price', 'gauge', 'Price of imported energy, currency/kWh.', [
    [power?.importPricePerKwh ?? null],
  ]);
  out.add('battery_soc_percent', 'gauge', 'SoC of the home battery.', [[battery?.socPercent ?? null]]);
}

/** Never negative: what lies ahead was told before the clock was set back. */
function ageS(at: Instant, now: Instant): number {
  return Math.max(0, now - at) / 1000;
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / 1000;
}

function labelText(labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

function escaped(value: string): string {
  return value.replace(/[\\"\n]/g, (character) => (character === '\n' ? '\\n' : `\\${character}`));
}

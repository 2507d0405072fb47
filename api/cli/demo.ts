import { parseArgs } from 'node:util';
import { DAY_MS, fromLocalTime, type Instant } from '../house/index.ts';
import { startChaos } from './chaos/index.ts';
import { runKills } from './chaos/kills.ts';
import { compare, startSimulation } from './simulate.ts';

/**
 * Runs the real server against the virtual house for some days, as fast as both can, and prints what it cost:
 * `npm run demo -- --days 7 --speed max`, kept in `--data` where that is given. Without `--days` the house is simply
 * run, at `--speed`. `--chaos` lets evcc fail and people interfere, from the seed, and judges what came of it.
 * `--kills 100` ends the server by SIGKILL at as many random moments instead, and looks at what that leaves behind.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      days: { type: 'string' },
      speed: { type: 'string' },
      seed: { type: 'string', default: '1' },
      start: { type: 'string', default: '2026-03-16' },
      port: { type: 'string' },
      data: { type: 'string' },
      chaos: { type: 'boolean', default: false },
      kills: { type: 'string' },
    },
  });
  if (values.kills !== undefined) {
    await killAgainAndAgain(positive('--kills', values.kills), Number(values.seed));
    return;
  }
  if (values.days === undefined) {
    const speed = values.speed === 'max' ? '600' : (values.speed ?? '60');
    process.argv.push('--demo', '--speed', speed);
    const { runMain } = await import('../main.ts');
    runMain();
    return;
  }
  const days = positive('--days', values.days);
  if (values.speed !== undefined && values.speed !== 'max')
    console.log('--speed is for watching; with --days the house always runs as fast as it can.');
  await runDays(days, Number(values.seed), midnight(values.start), values.data, values.chaos);
}

async function killAgainAndAgain(kills: number, seed: number): Promise<void> {
  const began = performance.now();
  const { details, ...report } = await runKills(kills, seed, (done) => {
    if (done % 10 === 0) console.log(`SIGKILL ${done} / ${kills}`);
  });
  for (const line of details) console.log(line);
  console.log(JSON.stringify({ ...report, seed, seconds: Math.round((performance.now() - began) / 1000) }));
}

async function runDays(
  days: number,
  seed: number,
  start: Instant,
  dataDir: string | undefined,
  withChaos: boolean,
): Promise<void> {
  const began = performance.now();
  const options = { start, seed, ...(dataDir === undefined ? {} : { dataDir }) };
  const until = start + days * DAY_MS;
  const chaos = withChaos ? await startChaos(options, until) : null;
  const simulation = chaos?.simulation ?? (await startSimulation(options));
  let day = 0;
  await simulation.advanceTo(until, (at) => {
    if (Math.floor((at - start) / DAY_MS) <= day) return;
    day = Math.floor((at - start) / DAY_MS);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`Tag/day ${day} / ${days} · ${seconds} s · ${simulation.house.totals().cost.toFixed(2)} EUR`);
  });
  const { totals, selfConsumption, selfConsumptionCost } = compare(simulation, options, until);
  const fallbackPlans = simulation.app.loop.fallbackCount();
  const rssMb = Math.round(process.memoryUsage.rss() / 1e6);
  const verdict = chaos ? await chaos.finish() : {};
  for (const line of chaos?.judge.log ?? []) console.log(line);
  if (!chaos) await simulation.stop();
  console.log(
    JSON.stringify({
      costEur: cents(totals.cost),
      selfConsumptionCostEur: cents(selfConsumptionCost),
      carsLate: totals.carsLate,
      evccWrites: totals.writes,
      fallbackPlans,
      violations: totals.violations,
      selfConsumptionMeterEur: cents(selfConsumption.cost),
      heartbeats: totals.heartbeats,
      storedKwh: cents(totals.storedKwh),
      selfConsumptionStoredKwh: cents(selfConsumption.storedKwh),
      carsStoredKwh: totals.carStoredKwh.map(cents),
      selfConsumptionCarsStoredKwh: selfConsumption.carStoredKwh.map(cents),
      trips: totals.trips,
      ...verdict,
      seed,
      start: new Date(start).toISOString(),
      rssMb,
      seconds: Math.round((performance.now() - began) / 1000),
    }),
  );
}

function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

function midnight(date: string): Instant {
  const [year, month, day] = date.split('-').map(Number);
  if (!year || !month || !day) throw new Error(`--start ${date}: a date like 2026-03-16 is needed.`);
  return fromLocalTime({ year, month, day, hour: 0 }, 'Europe/Berlin');
}

function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${option} ${text}: a number above 0 is needed.`);
  return value;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

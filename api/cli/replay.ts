import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { StoreReader } from '../history/index.ts';
import { DAY_MS } from '../house/index.ts';
import { COMPARISON_FACTS, decodeComparisonFacts } from '../loop/index.ts';
import { type Replayed, replayCycle, replayWeeks, type VariantCost } from '../replay/index.ts';
import { type Changes, checkChanges } from '../whatif/index.ts';
import { openKeptHistory } from './kept-history.ts';
import { plannerOf, type VersionedPlanner } from './other-planner.ts';

/**
 * Computes recorded cycles again, from what the house keeps, also while the server runs:
 * `npm run replay -- --cycle 812` compares one with its record bit for bit (`--cycle last`, `--count 20` for more);
 * `npm run replay -- --since 2026-05-01 --set battery.reserveSocPercent=20` says what the weeks since would have cost.
 * `--planner FOLDER` has another checkout's planner do it: a cycle again, or the changed weeks beside this one's.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cycle: { type: 'string' },
      count: { type: 'string', default: '1' },
      since: { type: 'string' },
      until: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      planner: { type: 'string' },
      data: { type: 'string' },
      demo: { type: 'boolean', default: false },
    },
  });
  if (!values.cycle === !values.since)
    throw new Error('Entweder --cycle N oder --since JJJJ-MM-TT / either --cycle N or --since YYYY-MM-DD.');
  const own = await plannerOf(undefined);
  const other = values.planner === undefined ? own : await plannerOf(values.planner);
  const store = openKeptHistory(values);
  try {
    if (values.cycle) await again(store, other, values.cycle, whole('--count', values.count));
    else
      await weeks(store, own, other, {
        from: date('--since', values.since ?? ''),
        to: values.until ? date('--until', values.until) : Number.MAX_SAFE_INTEGER,
        changes: changesOf(values.set),
      });
  } finally {
    await Promise.all([own.planner.stop(), other.planner.stop()]);
    store.close();
  }
}

/** One line for each cycle; the exit code says whether all are as they should be. */
async function again(
  store: StoreReader,
  { planner, version }: VersionedPlanner,
  cycle: string,
  count: number,
): Promise<void> {
  await planner.start();
  const last = cycle === 'last' ? Number.MAX_SAFE_INTEGER : whole('--cycle', cycle);
  const heads = store.cycleHeads(0, last === Number.MAX_SAFE_INTEGER ? last : last + 1, count);
  if (heads.length === 0 || (cycle !== 'last' && heads.at(-1)?.cycleId !== last))
    throw new Error(`--cycle ${cycle}: nicht (mehr) aufgezeichnet / not on record (any more).`);
  const totals = { same: 0, verified: 0, different: 0 };
  for (const { cycleId } of heads) {
    const recorded = store.cycle(cycleId);
    if (!recorded) continue;
    const replayed = await replayCycle(planner, recorded, version);
    const words = `${inWords(replayed)}${byAnother(replayed, version)}`;
    console.log(`${cycleId} ${new Date(recorded.at).toISOString()} ${words}`);
    if (replayed.kind === 'SAME') totals.same += 1;
    else if (replayed.kind === 'VERIFIED' && replayed.violations.length === 0) totals.verified += 1;
    else totals.different += 1;
  }
  console.log(JSON.stringify(totals));
  if (totals.different > 0) process.exitCode = 1;
}

function inWords(replayed: Replayed): string {
  switch (replayed.kind) {
    case 'SAME':
      return 'gleich bis aufs Bit / the same to the bit';
    case 'VERIFIED': {
      const [broken] = replayed.violations;
      const costs = `${replayed.cost.toFixed(4)} → ${replayed.costNow.toFixed(4)}`;
      return broken
        ? `verletzt / breaks ${broken.rule} (${broken.slot ?? '–'})`
        : `war von der Zeit begrenzt, hält alle Regeln / was cut short, keeps all rules · ${costs}`;
    }
    case 'DIFFERENT':
      return `anders / different: ${replayed.at}: ${JSON.stringify(replayed.recorded)} → ${JSON.stringify(replayed.now)}`;
  }
}

/** A difference may be nothing but progress where another version made the record. */
function byAnother({ madeBy }: Replayed, version: string): string {
  return madeBy === null
    ? ''
    : ` · aufgezeichnet von Version / recorded by version ${madeBy}, jetzt / now ${version}`;
}

async function weeks(
  store: StoreReader,
  own: VersionedPlanner,
  other: VersionedPlanner,
  { from, to, changes }: { from: number; to: number; changes: Changes },
): Promise<void> {
  const facts = store.get(COMPARISON_FACTS, decodeComparisonFacts);
  if (!facts) throw new Error('Noch kein Durchlauf auf Platte. / No cycle on record yet.');
  const heads = store.cycleHeads(0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  const last = heads.at(-1);
  const newest = last ? store.cycle(last.cycleId) : null;
  const problem = newest && checkChanges(newest.input, changes);
  if (problem) throw new Error(`--set ${problem.field}: ${problem.message.de} / ${problem.message.en}`);
  await Promise.all([own.planner.start(), other.planner.start()]);
  const result = await replayWeeks(
    own.planner,
    {
      facts,
      quarters: store.quarterHours(from, to),
      cycleIn: (start, end) => {
        const head = heads.find(({ at }) => at >= start && at < end);
        return head ? store.cycle(head.cycleId) : null;
      },
    },
    { changes, planner: other.planner },
    (done, of) => {
      if (done % 96 === 0) console.error(`${done}/${of}`);
    },
  );
  const { asItWas, changed, difference } = result;
  const what = [JSON.stringify(changes), ...(own === other ? [] : [`${own.name} → ${other.name}`])].join(
    ' · ',
  );
  console.log(`wie es war / as it was: ${asItWas.cost.toFixed(2)} · ${what}: ${changed.cost.toFixed(2)}`);
  console.log(
    `Batterie am Anfang, abgezogen / battery at the start, deducted: ${stored(asItWas)} → ${stored(changed)}`,
  );
  console.log(
    `${difference > 0 ? '+' : ''}${difference.toFixed(2)} in ${(result.quarters / 96).toFixed(1)} d`,
  );
  console.log(JSON.stringify(result));
}

function stored({ startKwh, startSocPercent }: VariantCost): string {
  return startSocPercent === null ? '–' : `${startKwh.toFixed(2)} kWh (${startSocPercent.toFixed(0)} %)`;
}

const number = z.coerce.number();

/** `battery.reserveSocPercent=20` becomes a change; what cannot be changed in the past is refused. */
function changesOf(pairs: readonly string[]): Changes {
  const changes = { battery: {}, tariff: {}, house: {} } satisfies Record<string, Record<string, number>>;
  const rooms: Record<string, Record<string, number>> = changes;
  for (const pair of pairs) {
    const [path = '', text = ''] = pair.split('=');
    const [room = '', key] = path.includes('.') ? path.split('.') : ['house', path];
    const value = number.safeParse(text === '' ? Number.NaN : text);
    const known = rooms[room];
    if (!known || !key || !SETTABLE.has(path) || !value.success)
      throw new Error(`--set ${pair}: ${[...SETTABLE].map((name) => `${name}=…`).join(', ')}`);
    known[key] = value.data;
  }
  return { battery: changes.battery, tariff: changes.tariff, ...changes.house };
}

const SETTABLE = new Set([
  'battery.capacityKwh',
  'battery.maxChargeKw',
  'battery.maxDischargeKw',
  'battery.minSocPercent',
  'battery.maxSocPercent',
  'battery.reserveSocPercent',
  'battery.wearCostPerKwh',
  'battery.maxGridPricePerKwh',
  'tariff.importPricePerKwh',
  'tariff.importFactor',
  'tariff.importOffsetPerKwh',
  'tariff.feedInPricePerKwh',
  'pvFactor',
]);

function whole(option: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`${option} ${text}: eine ganze Zahl / a whole number.`);
}

/** Begins at midnight in UTC; a replay of weeks does not hang on the hour. */
function date(option: string, text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at) || at < DAY_MS) throw new Error(`${option} ${text}: JJJJ-MM-TT / YYYY-MM-DD.`);
  return at;
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

import type { StoreReader } from '../history/index.ts';
import { COMPARISON_FACTS, decodeComparisonFacts } from '../loop/index.ts';
import { type Replayed, replayCycle, replayWeeks, type VariantCost } from '../replay/index.ts';
import { checkChanges } from '../whatif/index.ts';
import { openKeptHistory } from './kept-history.ts';
import { plannerOf, type VersionedPlanner } from './other-planner.ts';
import { dayBegin, type ReplayOptions, replayOptions } from './replay-options.ts';

/**
 * Computes recorded cycles again, from what the house keeps, also while the server runs:
 * `npm run replay -- --cycle 812` compares one with its record bit for bit (`--cycle last`, `--count 20` for more);
 * `npm run replay -- --since 2026-05-01 --set battery.reserveSocPercent=20` says what the weeks since would have cost.
 * `--planner FOLDER` has another checkout's planner do it: a cycle again, or the changed weeks beside this one's.
 */
async function main(): Promise<void> {
  const { cycles, weeks, ...options } = replayOptions(process.argv.slice(2));
  const own = await plannerOf(undefined);
  const other = options.planner === undefined ? own : await plannerOf(options.planner);
  const store = openKeptHistory(options);
  try {
    if (cycles) await again(store, other, cycles);
    if (weeks) await throughWeeks(store, own, other, weeks);
  } finally {
    await Promise.all([own.planner.stop(), other.planner.stop()]);
    store.close();
  }
}

/** One line for each cycle; the exit code says whether all are as they should be. */
async function again(
  store: StoreReader,
  { planner, version }: VersionedPlanner,
  { last, count }: NonNullable<ReplayOptions['cycles']>,
): Promise<void> {
  await planner.start();
  const heads = store.cycleHeads(0, last === null ? Number.MAX_SAFE_INTEGER : last + 1, count);
  if (heads.length === 0 || (last !== null && heads.at(-1)?.cycleId !== last))
    throw new Error(`--cycle ${last ?? 'last'}: nicht (mehr) aufgezeichnet / not on record (any more).`);
  const totals = { same: 0, verified: 0, different: 0, unreadable: 0 };
  for (const { cycleId, at } of heads) {
    const recorded = store.cycle(cycleId);
    if (!recorded) {
      console.log(`${cycleId} ${new Date(at).toISOString()} nicht lesbar / cannot be read`);
      totals.unreadable += 1;
      continue;
    }
    const replayed = await replayCycle(planner, recorded, version);
    const words = `${inWords(replayed)}${byAnother(replayed, version)}`;
    console.log(`${cycleId} ${new Date(recorded.at).toISOString()} ${words}`);
    if (replayed.kind === 'SAME') totals.same += 1;
    else if (replayed.kind === 'VERIFIED' && replayed.violations.length === 0) totals.verified += 1;
    else totals.different += 1;
  }
  console.log(JSON.stringify(totals));
  if (totals.different + totals.unreadable > 0) process.exitCode = 1;
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

async function throughWeeks(
  store: StoreReader,
  own: VersionedPlanner,
  other: VersionedPlanner,
  { since, until, changes, settings }: NonNullable<ReplayOptions['weeks']>,
): Promise<void> {
  const facts = store.get(COMPARISON_FACTS, decodeComparisonFacts);
  if (!facts) throw new Error('Noch kein Durchlauf auf Platte. / No cycle on record yet.');
  const from = dayBegin('--since', since, facts.timeZone);
  const to = until === null ? Number.MAX_SAFE_INTEGER : dayBegin('--until', until, facts.timeZone);
  if (to <= from)
    throw new Error(`--until ${until}: nach dem Tag von --since / after the day of --since, ${since}.`);
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
    { changes, settings, planner: other.planner },
    (done, of) => {
      if (done % 96 === 0) console.error(`${done}/${of}`);
    },
  );
  const { asItWas, changed, difference } = result;
  const what = [
    JSON.stringify({ ...changes, ...settings }),
    ...(own === other ? [] : [`${own.name} → ${other.name}`]),
  ].join(' · ');
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

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

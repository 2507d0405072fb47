import type { Instant, Plan, PlanInput, Shortfall, Text } from '../house/index.ts';
import { exactlyInWords, type OtherWay, type Otherwise, otherWay, paidFor } from '../plan/index.ts';
import { busy, NOT_IN_PLAN, noCycle, type WhatIfRefusal } from './refusal.ts';
import { createShare, type Solve, type Turns } from './turns.ts';
import type { Base } from './what-if.ts';

/** Which decision is to be done the other way. */
export interface Decided {
  /** A recorded cycle; `null` = the last one. */
  cycleId: number | null;
  /** An instant within the slot. */
  at: Instant;
  /** Battery or loadpoint. */
  subject: string;
}

/** What doing a decision the other way comes to, by planning both ways for what is expected. */
export interface OtherWayAnswer {
  cycleId: number;
  /** `null` where there is nothing else that could be done. */
  otherwise: Otherwise | null;
  /** AC side, what is done otherwise; `null` with it. */
  energyKwh: number | null;
  /** + what the other way costs, − what it saves; `null` where money is not what counts. */
  cost: number | null;
  message: Text;
}

export type OtherWayResult = { ok: true; answer: OtherWayAnswer } | ({ ok: false } & WhatIfRefusal);

/** Never rejects. Nothing in the house changes by it. */
export type AskOtherWay = (decided: Decided) => Promise<OtherWayResult>;

/** Plans are proven to a cent. */
const NOTABLE_SAVING = 0.01;
/** More than this given up is worth a word, kWh. */
const NOTABLE_KWH = 0.05;

/** @param cycle reads a recorded cycle, `null` = the last one */
export function createOtherWay(turns: Turns, cycle: (cycleId: number | null) => Base | null): AskOtherWay {
  const share = createShare<OtherWayResult>();
  return async ({ cycleId, at, subject }) => {
    const from = cycle(cycleId);
    if (!from) return { ok: false, ...noCycle(cycleId) };
    const { input, plan } = from;
    const index = plan.slots.findIndex(({ start, end }) => at >= start && at < end);
    if (index < 0) return { ok: false, ...NOT_IN_PLAN };
    if (![...input.batteries, ...input.cars].some(({ id }) => id === subject))
      return { ok: false, code: 'INVALID_VALUE', field: 'subject', message: unknownSubject(subject, from) };
    const way = otherWay(input, plan, index, subject);
    if (!way) return { ok: true, answer: withoutCost(from, null, NO_OTHER_WAY) };
    const answer = share(`${from.cycleId} ${index} ${subject}`, () =>
      turns.take((solve) => bothWays(from, way, solve)),
    );
    return answer ?? { ok: false, ...busy(turns.waiting()) };
  };
}

async function bothWays(from: Base, way: OtherWay, solve: Solve): Promise<OtherWayResult> {
  const instead = await solve(way.instead);
  const asPlanned = await solve(way.asPlanned);
  return { ok: true, answer: compared(from, way, asPlanned, instead) };
}

function compared(from: Base, way: OtherWay, asPlanned: Plan, instead: Plan): OtherWayAnswer {
  if (instead.status === 'FALLBACK' || asPlanned.status === 'FALLBACK')
    return withoutCost(from, way, NOT_PLANNED);
  const given = instead.shortfalls.find((shortfall) => isMore(shortfall, asPlanned.shortfalls));
  if (given) return withoutCost(from, way, given.message);
  const cost = paidFor(way.instead, instead) - paidFor(way.asPlanned, asPlanned);
  const said = exactlyInWords(way.otherwise, cost, from.input.currency);
  const message = cost < -NOTABLE_SAVING && isForDoubt(from.input) ? insured(said) : said;
  return { ...withoutCost(from, way, message), cost };
}

/** Whether the plan weighed more ways to come than the expected one. */
function isForDoubt({ spread = [], scenarios = [] }: PlanInput): boolean {
  return spread.length > 0 || scenarios.length > 0;
}

function insured({ de, en }: Text): Text {
  return {
    de: `${de} Das gilt, wenn alles kommt wie erwartet; der Plan sorgt auch für anderes vor.`,
    en: `${en} That is if all comes as expected; the plan provides for other ways too.`,
  };
}

function isMore(given: Shortfall, others: readonly Shortfall[]): boolean {
  const same = others.find(
    ({ kind, id, departure }) => kind === given.kind && id === given.id && departure === given.departure,
  );
  return given.energyKwh > (same?.energyKwh ?? 0) + NOTABLE_KWH;
}

function withoutCost({ cycleId }: Base, way: OtherWay | null, message: Text): OtherWayAnswer {
  return {
    cycleId,
    otherwise: way?.otherwise ?? null,
    energyKwh: way?.energyKwh ?? null,
    cost: null,
    message,
  };
}

const NO_OTHER_WAY: Text = {
  de: 'Hier gibt es nichts anderes zu tun.',
  en: 'There is nothing else to do here.',
};

const NOT_PLANNED: Text = {
  de: 'Andersherum lässt es sich nicht planen: Dem steht eine feste Grenze entgegen.',
  en: 'It cannot be planned the other way: a hard limit is against it.',
};

function unknownSubject(subject: string, { input }: Base): Text {
  const known = [...input.batteries, ...input.cars].map(({ id }) => id).join(', ');
  const asked = subject.slice(0, 40);
  return {
    de: `„${asked}“ wird nicht geplant; geplant wird: ${known || 'nichts'}.`,
    en: `“${asked}” is not planned; there is: ${known || 'nothing'}.`,
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { makeFlow } from '../../api/support/flows';
import type { Target } from '../../api/support/target';
import { start } from '../races/pairs';
import type { Part } from '../scale/part';
import { type Percentiles, toPercentiles } from '../support/percentiles';
import { type Answer, isAccepted, type LoadOrders, type LoadTold, type Planned } from './load';
import type { Stage, Started } from './stage';
import { waitForWindow, windowOf } from './windows';

/*
 * One organization goes on asking at ten times its limit, which it has spent; another one talks on the same process, now
 * beside it and now alone. The loud one asks by the clock and not as fast as it can: it runs on the same machine, and
 * would otherwise be measured by what it takes of that. What it takes for all that is seen in the rounds in which it asks
 * a bare server instead.
 */
const PER_ORG = 1_800;
const LOUD_PER_SECOND = (10 * PER_ORG) / 60;
const QUIET_PER_SECOND = 25;
const QUIET_SESSIONS = 25;
const SPENDING = { perSecond: 1_500, seconds: 1.5 };
const SPENDING_TRIES = 4;
const CONNECTIONS = 64;
const WARM_UP_MS = 1_000;
/** What a load's own start and end may disturb. */
const EDGE_MS = 300;
const START_SECONDS = 1.5;
const LEAST_REFUSED = 0.95;
const LEAST_MEASURED = 0.5;
const GOAL = 1.2;
const SHOWN = 5;

type Span = { from: number; to: number };
type Rounds = { alone: Span[]; beside: Span[]; elsewhere: Span[]; loud: Answer[]; processorShares: number[] };

export type NeighboursPlan = {
  /** How often it is alone, and then not. */
  pairs: number;
  /** Whether it is measured for long enough to compare. */
  isTimed: boolean;
};

/** Measures one organization's turns beside another one at its limit, and without it, by turns. */
export async function proveNeighbours(stage: Stage, { pairs, isTimed }: NeighboursPlan): Promise<Part> {
  const seconds = isTimed ? 4 : 1;
  const server = await stage.startServer({
    PARLEY_RATE_LIMIT_PER_MINUTE: String(PER_ORG),
    PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: String(PER_ORG),
  });
  const bare = isTimed ? await stage.startRefuser() : null;
  const [loud, quiet] = await Promise.all([planLoud(stage, server), planTalk(stage, server)]);
  const elsewhere = bare && loud.map((request) => ({ ...request, baseUrl: bare.baseUrl }));
  const loads = bare ? 2 : 1;
  const total = WARM_UP_MS / 1_000 + pairs * (seconds + loads * (seconds + START_SECONDS)) + 1;
  await waitForWindow((total + SPENDING_TRIES * SPENDING.seconds) * 1_000);
  const spentIn = await spend(stage, loud);
  const talking = stage.putLoad(toOrders(quiet, total, QUIET_PER_SECOND));
  const rounds = await disturb(stage, { loud, elsewhere, spentIn }, { pairs, seconds });
  const { answers } = await talking;
  await Promise.all([server.stop(), bare?.stop()]);
  return toPart(rounds, answers, { isTimed, seconds });
}

const toOrders = (requests: Planned[], seconds: number, perSecond: number): LoadOrders => ({
  ...{ requests, seconds, perSecond, connections: CONNECTIONS },
});

async function planLoud({ addTarget }: Stage, { baseUrl }: Started): Promise<Planned[]> {
  const { orgId, apiKey } = await addTarget();
  return [{ baseUrl, method: 'GET', path: `/api/v1/orgs/${orgId}/flows?limit=1`, apiKey, body: null }];
}

async function planTalk(stage: Stage, { baseUrl }: Started): Promise<Planned[]> {
  const target = await stage.addTarget();
  const { id } = await makeFlow(target, ECHO);
  return planMessages(target, baseUrl, await startMany(target, id, QUIET_SESSIONS), 'Hello #');
}

/** Begins so many sessions. */
export function startMany(target: Target, flowId: string, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => start(target, flowId)));
}

/** Messages to sessions in turn, each with its number. */
export function planMessages(
  { orgId, apiKey }: Target,
  baseUrl: string,
  sessionIds: readonly string[],
  text: string,
): Planned[] {
  return sessionIds.map((sessionId) => ({
    ...{ baseUrl, method: 'POST' as const, apiKey, body: JSON.stringify({ text }) },
    path: `/cgw/process/v1/orgs/${orgId}/sessions/${sessionId}/messages`,
  }));
}

/** Spends what the window has; returns which window it was. */
async function spend(stage: Stage, loud: Planned[]): Promise<number> {
  for (let tries = 0; tries < SPENDING_TRIES; tries += 1) {
    const { answers } = await stage.putLoad(toOrders(loud, SPENDING.seconds, SPENDING.perSecond));
    const last = answers.at(-1);
    if (last?.status === 429) return windowOf(last.at);
  }
  throw new Error('the limit of the loud organization could not be spent');
}

type Loads = { loud: Planned[]; elsewhere: Planned[] | null; spentIn: number };

/** Lets the loud one be quiet, loud, and loud elsewhere by turns. */
async function disturb(
  stage: Stage,
  { loud, elsewhere, ...spent }: Loads,
  { pairs, seconds }: { pairs: number; seconds: number },
): Promise<Rounds> {
  let { spentIn } = spent;
  const rounds: Rounds = { alone: [], beside: [], elsewhere: [], loud: [], processorShares: [] };
  const shout = async (requests: Planned[], spans: Span[]): Promise<LoadTold> => {
    const told = await stage.putLoad(toOrders(requests, seconds, LOUD_PER_SECOND));
    spans.push({ from: told.begunAt + EDGE_MS, to: told.endedAt });
    await pause(EDGE_MS);
    return told;
  };
  await pause(WARM_UP_MS);
  for (let pair = 0; pair < pairs; pair += 1) {
    const from = Date.now();
    await pause(seconds * 1_000);
    rounds.alone.push({ from, to: Date.now() });
    // On a busy machine everything may take longer than a window lasts.
    if (windowOf(Date.now()) !== spentIn) spentIn = await spend(stage, loud);
    const { answers, processorShare } = await shout(loud, rounds.beside);
    rounds.loud.push(...answers.filter(({ at }) => windowOf(at) === spentIn));
    rounds.processorShares.push(processorShare);
    if (elsewhere) await shout(elsewhere, rounds.elsewhere);
  }
  return rounds;
}

function toPart(
  rounds: Rounds,
  talk: readonly Answer[],
  { isTimed, seconds }: { isTimed: boolean; seconds: number },
): Part {
  const { loud, processorShares } = rounds;
  const refused = loud.filter(({ status }) => status === 429).length;
  const failed = talk.filter((answer) => !isAccepted(answer));
  const of = (name: 'alone' | 'beside' | 'elsewhere') => rounds[name].map((span) => measure(talk, span));
  const [alone, beside, elsewhere] = [of('alone'), of('beside'), of('elsewhere')];
  const least = LEAST_MEASURED * QUIET_PER_SECOND * seconds;
  const tooFew = [...alone, ...beside, ...elsewhere].filter(({ count }) => count < least).length;
  return {
    counts: {
      'loud requests': loud.length,
      'of them refused': refused,
      'per cent of a processor that they took': Math.round(100 * Math.max(...processorShares)),
      'quiet requests': talk.length,
      ...(isTimed && compare(middle(alone), middle(beside), middle(elsewhere))),
    },
    percentiles: {
      'p95 alone': toPercentiles(alone.map(({ p95 }) => p95)),
      'p95 beside': toPercentiles(beside.map(({ p95 }) => p95)),
      ...(isTimed && { 'p95 with the other elsewhere': toPercentiles(elsewhere.map(({ p95 }) => p95)) }),
    },
    successes: talk.length - failed.length,
    failures: [
      ...failed.slice(0, SHOWN).map(({ status, problem }) => `beside a loud neighbour: ${problem ?? status}`),
      ...(refused > 0 && refused >= LEAST_REFUSED * loud.length
        ? []
        : [`only ${refused} of ${loud.length} loud ones refused`]),
      ...(tooFew === 0 ? [] : [`${tooFew} rounds had fewer than ${least} answers`]),
    ],
  };
}

/** What a loud neighbour makes of a p95, and what the same requests do to the machine alone; 1 is yes. */
function compare(alone: number, beside: number, elsewhere: number): Record<string, number> {
  return {
    'p95 beside, per cent of alone': Math.round((100 * beside) / alone),
    'p95 with the other elsewhere, per cent of alone': Math.round((100 * elsewhere) / alone),
    'within 20 per cent of alone': beside <= GOAL * alone ? 1 : 0,
    'within 20 per cent of elsewhere': beside <= GOAL * elsewhere ? 1 : 0,
  };
}

type Measured = Percentiles & { count: number };

function measure(talk: readonly Answer[], { from, to }: Span): Measured {
  const times = talk.filter(({ at }) => at >= from && at < to).map(({ ms }) => ms);
  return { ...toPercentiles(times), count: times.length };
}

/** The p95 of the middle round. */
function middle(measured: readonly Measured[]): number {
  return toPercentiles(measured.map(({ p95 }) => p95)).p50;
}

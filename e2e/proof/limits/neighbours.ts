import { setTimeout as pause } from 'node:timers/promises';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { makeFlow } from '../../api/support/flows';
import type { Target } from '../../api/support/target';
import { start } from '../races/pairs';
import type { Part } from '../scale/part';
import { type Percentiles, toPercentiles } from '../support/percentiles';
import { type Answer, isAccepted, type LoadOrders, type Planned } from './load';
import type { Stage, Started } from './stage';
import { waitForWindow } from './windows';

/*
 * One organization goes on asking at ten times its limit, which it has spent; another one talks on the same process, now
 * beside it and now alone. The loud one asks by the clock and not as fast as it can: it runs on the same machine, and
 * would otherwise be measured by what it takes of that.
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

type Span = { from: number; to: number };
type Rounds = { quiet: Span[]; beside: Span[]; loud: Answer[]; processorShares: number[] };

export type NeighboursPlan = {
  /** How often it is alone, and then not. */
  pairs: number;
  /** Whether it is measured for long enough to compare. */
  isTimed: boolean;
};

/** Measures one organization's turns beside another one at its limit, and without it, by turns. */
export async function proveNeighbours(stage: Stage, { pairs, isTimed }: NeighboursPlan): Promise<Part> {
  const seconds = isTimed ? 5 : 1;
  const server = await stage.startServer({
    PARLEY_RATE_LIMIT_PER_MINUTE: String(PER_ORG),
    PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: String(PER_ORG),
  });
  const [loud, quiet] = await Promise.all([planLoud(stage, server), planTalk(stage, server)]);
  const total = WARM_UP_MS / 1_000 + pairs * (2 * seconds + START_SECONDS) + 1;
  await waitForWindow((total + SPENDING_TRIES * SPENDING.seconds) * 1_000);
  await spend(stage, loud);
  const talking = stage.putLoad(toOrders(quiet, total, QUIET_PER_SECOND));
  const rounds = await disturb(stage, loud, { pairs, seconds });
  const { answers } = await talking;
  await server.stop();
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

/** Spends what the window has. */
async function spend(stage: Stage, loud: Planned[]): Promise<void> {
  for (let tries = 0; tries < SPENDING_TRIES; tries += 1) {
    const { answers } = await stage.putLoad(toOrders(loud, SPENDING.seconds, SPENDING.perSecond));
    if (answers.at(-1)?.status === 429) return;
  }
  throw new Error('the limit of the loud organization could not be spent');
}

/** Lets the loud one be quiet and loud by turns. */
async function disturb(
  stage: Stage,
  loud: Planned[],
  { pairs, seconds }: { pairs: number; seconds: number },
): Promise<Rounds> {
  const rounds: Rounds = { quiet: [], beside: [], loud: [], processorShares: [] };
  await pause(WARM_UP_MS);
  for (let pair = 0; pair < pairs; pair += 1) {
    const from = Date.now();
    await pause(seconds * 1_000);
    rounds.quiet.push({ from, to: Date.now() });
    const told = await stage.putLoad(toOrders(loud, seconds, LOUD_PER_SECOND));
    rounds.beside.push({ from: told.begunAt + EDGE_MS, to: told.endedAt });
    rounds.loud.push(...told.answers);
    rounds.processorShares.push(told.processorShare);
    await pause(EDGE_MS);
  }
  return rounds;
}

function toPart(
  { quiet, beside, loud, processorShares }: Rounds,
  talk: readonly Answer[],
  { isTimed, seconds }: { isTimed: boolean; seconds: number },
): Part {
  const refused = loud.filter(({ status }) => status === 429).length;
  const failed = talk.filter((answer) => !isAccepted(answer));
  const [alone, disturbed] = [quiet, beside].map((spans) => spans.map((span) => measure(talk, span)));
  const measured = [...(alone ?? []), ...(disturbed ?? [])];
  const least = LEAST_MEASURED * QUIET_PER_SECOND * seconds;
  const tooFew = measured.filter(({ count }) => count < least).length;
  const ratio = middle(disturbed, 'p95') / middle(alone, 'p95');
  return {
    counts: {
      'loud requests': loud.length,
      'of them refused': refused,
      'per cent of a processor that they took': Math.round(100 * Math.max(...processorShares)),
      'quiet requests': talk.length,
      ...(isTimed && {
        'p95 beside per cent of p95 alone': Math.round(100 * ratio),
        'within 20 per cent (1 is yes)': ratio <= GOAL ? 1 : 0,
      }),
    },
    percentiles: {
      'alone, of rounds': toPercentiles((alone ?? []).map(({ p95 }) => p95)),
      'beside, of rounds': toPercentiles((disturbed ?? []).map(({ p95 }) => p95)),
    },
    successes: talk.length - failed.length,
    failures: [
      ...failed.slice(0, 5).map(({ status, problem }) => `beside a loud neighbour: ${problem ?? status}`),
      ...(refused >= LEAST_REFUSED * loud.length
        ? []
        : [`only ${refused} of ${loud.length} loud ones refused`]),
      ...(tooFew === 0 ? [] : [`${tooFew} rounds had fewer than ${least} answers`]),
    ],
  };
}

type Measured = Percentiles & { count: number };

function measure(talk: readonly Answer[], { from, to }: Span): Measured {
  const times = talk.filter(({ at }) => at >= from && at < to).map(({ ms }) => ms);
  return { ...toPercentiles(times), count: times.length };
}

function middle(measured: readonly Measured[] | undefined, name: keyof Percentiles): number {
  return toPercentiles((measured ?? []).map((one) => one[name])).p50;
}

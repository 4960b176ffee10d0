import { setTimeout as pause } from 'node:timers/promises';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { makeFlow } from '../../api/support/flows';
import type { Target } from '../../api/support/target';
import { start } from '../races/pairs';
import type { Part } from '../support/part';
import { ACTS, type Act, type Heard, judgeNeighbours, PER_ORG, QUIET_PER_SECOND } from './judge-neighbours';
import type { LoadOrders, Planned } from './load';
import type { Started, StressEnv } from './stress-env';
import { waitForWindow, windowOf } from './windows';

/*
 * One organization has spent its limit and goes on asking, at twice and at ten times of it; another one talks on the same
 * process, now beside it and now alone. The loud one asks by the clock and not as fast as it can: it runs on the same
 * machine, and would otherwise be measured by what it takes of that. What it takes for all that is seen while it asks a
 * bare server instead. Before that both ask for a while as fast as they can: a server runs for days, and its first few
 * thousand requests run in code that is not yet compiled for speed.
 */
const QUIET_SESSIONS = 25;
const SPENDING = { perSecond: 1_500, seconds: 2 };
const SPENDING_TRIES = 4;
const CONNECTIONS = 64;
/** So many organizations' messages prepare the server: no limit of theirs may be reached by that. */
const EARLIER = { organizations: 4, seconds: 6, connections: 8 };
/** What a load's own start and end may disturb. */
const EDGE_MS = 500;
const START_SECONDS = 1.5;

export type NeighboursPlan = {
  /** How often every act is played. */
  rounds: number;
  /** Whether it is measured for long enough to compare. */
  isTimed: boolean;
};

/** Measures one organization's turns beside another one at its limit, and without it, by turns. */
export async function stressNeighbours(
  testEnv: StressEnv,
  { rounds, isTimed }: NeighboursPlan,
): Promise<Part> {
  const seconds = isTimed ? 4 : 1;
  const server = await testEnv.startServer({
    PARLEY_RATE_LIMIT_PER_MINUTE: String(PER_ORG),
    PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: String(PER_ORG),
  });
  const bare = isTimed ? await testEnv.startRefuser() : null;
  const [loud, quiet] = await Promise.all([planLoud(testEnv, server), planTalk(testEnv, server)]);
  const elsewhere = bare ? loud.map((request) => ({ ...request, baseUrl: bare.baseUrl })) : [];
  if (isTimed) await warmUp(testEnv, server);
  const acts = ACTS.filter((act) => isTimed || act.isShort);
  const heard: Heard = { spans: new Map(), loud: [], talk: [], processorShares: [] };
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? acts : [...acts].reverse();
    await play(testEnv, { quiet, loud, elsewhere }, { acts: order, seconds, heard });
  }
  await Promise.all([server.stop(), bare?.stop()]);
  return judgeNeighbours(heard, { acts, isTimed });
}

const toOrders = (requests: Planned[], seconds: number, perSecond: number): LoadOrders => ({
  ...{ requests, seconds, perSecond, connections: CONNECTIONS },
});

async function warmUp(testEnv: StressEnv, server: Started): Promise<void> {
  const talks = await Promise.all(
    Array.from({ length: EARLIER.organizations }, () => planTalk(testEnv, server)),
  );
  const { seconds, connections } = EARLIER;
  await testEnv.putLoad({ requests: talks.flat(), seconds, connections, perSecond: null });
}

async function planLoud({ addTarget }: StressEnv, { baseUrl }: Started): Promise<Planned[]> {
  const { orgId, apiKey } = await addTarget();
  return [{ baseUrl, method: 'GET', path: `/api/v1/orgs/${orgId}/flows?limit=1`, apiKey, body: null }];
}

async function planTalk(testEnv: StressEnv, { baseUrl }: Started): Promise<Planned[]> {
  const target = await testEnv.addTarget();
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
async function spend(testEnv: StressEnv, loud: Planned[]): Promise<number> {
  for (let tries = 0; tries < SPENDING_TRIES; tries += 1) {
    const { answers } = await testEnv.putLoad(toOrders(loud, SPENDING.seconds, SPENDING.perSecond));
    const last = answers.at(-1);
    if (last?.status === 429) return windowOf(last.at);
  }
  throw new Error('the limit of the loud organization could not be spent');
}

type Loads = { quiet: Planned[]; loud: Planned[]; elsewhere: Planned[] };
type Play = { acts: readonly Act[]; seconds: number; heard: Heard };

/** Plays the acts one after the other, all in one window, while the quiet one talks. */
async function play(testEnv: StressEnv, loads: Loads, { acts, seconds, heard }: Play): Promise<void> {
  const total = acts.length * (seconds + START_SECONDS) + 1;
  await waitForWindow((total + SPENDING_TRIES * SPENDING.seconds) * 1_000);
  const spentIn = await spend(testEnv, loads.loud);
  const talking = testEnv.putLoad(toOrders(loads.quiet, total, QUIET_PER_SECOND));
  await pause(EDGE_MS);
  for (const act of acts) {
    const from = Date.now();
    const told = await shout(testEnv, loads, act, seconds);
    const span = { from: (told?.begunAt ?? from) + EDGE_MS, to: told?.endedAt ?? Date.now() };
    heard.spans.set(act.name, [...(heard.spans.get(act.name) ?? []), span]);
    if (!told || act.isElsewhere) continue;
    heard.loud.push(...told.answers.filter(({ at }) => windowOf(at) === spentIn));
    heard.processorShares.push(told.processorShare);
  }
  heard.talk.push(...(await talking).answers);
}

async function shout(
  testEnv: StressEnv,
  { loud, elsewhere }: Loads,
  { times, isElsewhere }: Act,
  seconds: number,
) {
  if (times > 0) {
    const perSecond = (times * PER_ORG) / 60;
    return testEnv.putLoad(toOrders(isElsewhere ? elsewhere : loud, seconds, perSecond));
  }
  await pause(seconds * 1_000);
  return null;
}

import { setTimeout as pause } from 'node:timers/promises';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { makeFlow } from '../../api/support/flows';
import type { Target } from '../../api/support/target';
import { start } from '../races/pairs';
import type { Part } from '../support/part';
import { ACTS, type Act, judgeNeighbours, PER_ORG, QUIET_PER_SECOND, type Samples } from './judge-neighbours';
import type { LoadOrders, Planned } from './load';
import type { Started, StressEnv } from './stress-env';
import { waitForWindow, windowOf } from './windows';

/*
 * One organization has used up its limit and keeps sending at two and ten times the limit; another sends turns to the
 * same process, alternately beside it and alone. The loud one sends at a fixed rate, because it runs on the same
 * machine and would otherwise take its processor. The machine's share is measured by sending the same load to a bare
 * server. Both warm up at full speed first, because the first few thousand requests run unoptimized code.
 */
const QUIET_SESSIONS = 25;
const SPENDING = { perSecond: 1_500, seconds: 2 };
const SPENDING_TRIES = 4;
const CONNECTIONS = 64;
/** The number of organizations that warm the server up without reaching their limits. */
const EARLIER = { organizations: 4, seconds: 6, connections: 8 };
/** The margin at the start and end of a load. */
const EDGE_MS = 500;
const START_SECONDS = 1.5;

export type NeighboursPlan = {
  /** The number of rounds of every act. */
  rounds: number;
  /** Whether it runs long enough to compare times. */
  isTimed: boolean;
};

/** Measures one organization's turns alternately beside another one at its limit, and alone. */
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
  const samples: Samples = { spans: new Map(), loud: [], talk: [], processorShares: [] };
  for (let round = 0; round < rounds; round += 1) {
    const order = round % 2 === 0 ? acts : [...acts].reverse();
    await play(testEnv, { quiet, loud, elsewhere }, { acts: order, seconds, samples });
  }
  await Promise.all([server.stop(), bare?.stop()]);
  return judgeNeighbours(samples, { acts, isTimed });
}

const toOrders = <S extends LoadOrders['seconds']>(requests: Planned[], seconds: S, perSecond: number) => ({
  ...{ requests, seconds, perSecond, connections: CONNECTIONS },
});

async function warmUp(testEnv: StressEnv, server: Started): Promise<void> {
  const talks = await Promise.all(
    Array.from({ length: EARLIER.organizations }, () => planTalk(testEnv, server)),
  );
  const { seconds, connections } = EARLIER;
  await testEnv.putLoad({ requests: talks.flat(), seconds, connections, perSecond: null });
}

/** Reads, and asks for what makes work: replays, moves of sessions, breakpoints. */
async function planLoud({ addTarget }: StressEnv, { baseUrl }: Started): Promise<Planned[]> {
  const target = await addTarget();
  const { orgId, apiKey } = target;
  const { id } = await makeFlow(target, ECHO);
  const sessionId = await start(target, id);
  const toPost = (path: string, body: object = {}) => ({
    ...{ baseUrl, method: 'POST' as const, path: `/api/v1/orgs/${orgId}${path}`, apiKey },
    body: JSON.stringify(body),
  });
  return [
    { baseUrl, method: 'GET', path: `/api/v1/orgs/${orgId}/flows?limit=1`, apiKey, body: null },
    toPost(`/flows/${id}/replays`),
    toPost(`/flows/${id}/migrations`),
    toPost(`/flows/${id}/breakpoints`, { nodeId: 'repeat' }),
    toPost(`/sessions/${sessionId}/migrate`),
  ];
}

async function planTalk(testEnv: StressEnv, { baseUrl }: Started): Promise<Planned[]> {
  const target = await testEnv.addTarget();
  const { id } = await makeFlow(target, ECHO);
  return planMessages(target, baseUrl, await startMany(target, id, QUIET_SESSIONS), 'Hello #');
}

/** Starts `count` sessions. */
export function startMany(target: Target, flowId: string, count: number): Promise<string[]> {
  return Promise.all(Array.from({ length: count }, () => start(target, flowId)));
}

/** Makes numbered messages to sessions in rotation. */
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

/** Uses up the current window; returns its number. */
async function spend(testEnv: StressEnv, loud: Planned[]): Promise<number> {
  for (let tries = 0; tries < SPENDING_TRIES; tries += 1) {
    const { answers } = await testEnv.putLoad(toOrders(loud, SPENDING.seconds, SPENDING.perSecond));
    const last = answers.at(-1);
    if (last?.status === 429) return windowOf(last.at);
  }
  throw new Error('the limit of the loud organization could not be spent');
}

type Loads = { quiet: Planned[]; loud: Planned[]; elsewhere: Planned[] };
type Play = { acts: readonly Act[]; seconds: number; samples: Samples };

/** Runs the acts in sequence within one window while the quiet organization talks. */
async function play(testEnv: StressEnv, loads: Loads, { acts, seconds, samples }: Play): Promise<void> {
  const total = acts.length * (seconds + START_SECONDS) + 1;
  await waitForWindow((total + SPENDING_TRIES * SPENDING.seconds) * 1_000);
  const spentIn = await spend(testEnv, loads.loud);
  // On a busy machine a load begins late: an act must not be over before somebody talks.
  const talk = testEnv.openLoad(toOrders(loads.quiet, null, QUIET_PER_SECOND));
  await talk.begun;
  await pause(EDGE_MS);
  for (const act of acts) {
    const from = Date.now();
    const report = await shout(testEnv, loads, act, seconds);
    const span = { from: (report?.begunAt ?? from) + EDGE_MS, to: report?.endedAt ?? Date.now() };
    samples.spans.set(act.name, [...(samples.spans.get(act.name) ?? []), span]);
    if (!report || act.isElsewhere) continue;
    samples.loud.push(...report.answers.filter(({ at }) => windowOf(at) === spentIn));
    samples.processorShares.push(report.processorShare);
  }
  talk.stop();
  samples.talk.push(...(await talk.report).answers);
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

import type { FlowDefinitionInput } from '@/server/engine/definition';
import { makeFlow } from '../../api/support/flows';
import type { Target } from '../../api/support/target';
import { requireOpenFiles } from '../scale/open-files';
import type { Part } from '../support/part';
import { toPercentiles } from '../support/percentiles';
import { type Answer, countStatuses, isAccepted, type LoadReport, type Planned } from './load';
import { planMessages, startMany } from './neighbours';
import { openProbe } from './probe';
import type { StressEnv } from './stress-env';
import { type Watched, watchServer } from './watch-server';

/*
 * First measures the capacity of a server at its concurrency limit, then sends ten times that at a fixed rate. A turn
 * sends sixty messages, so that the machine can generate this load.
 */
const TIMES = 10;
const SESSIONS = 150;
const AT_ONCE = 32;
const SAID = { nodes: 3, each: 20 };
const HANG_MS = 20_000;
// The allowed memory per connection with a waiting request; about 50 kB is normal.
const MIB_PER_CONNECTION = 0.1;
const RECOVERY_MS = 10_000;
const SLOWER = 2;
// Beside other tests turns are slow and less can be sent; it is enough that turns are answered.
const LOOSE = 100;
const PROBED = 10;
const LEAST_TIMES = { loose: 1, timed: 5 };
const SHOWN = 5;

export type OverloadPlan = {
  seconds: number;
  /** Whether it runs long enough to compare times; then the server has default settings. */
  isTimed: boolean;
};

const UNLIMITED = {
  PARLEY_RATE_LIMIT_PER_MINUTE: '100000000',
  PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE: '100000000',
};
// Settings under which both refusals occur soon: a wait timeout, and a full queue.
const SOON = { ...UNLIMITED, PARLEY_REQUEST_WAIT_SECONDS: '1', PARLEY_REQUESTS_WAITING: '150' };
const CONNECTIONS = { soon: 1_500, own: 8_000 };

/** Sends a server ten times its capacity. */
export async function stressOverload(testEnv: StressEnv, { seconds, isTimed }: OverloadPlan): Promise<Part> {
  const connections = isTimed ? CONNECTIONS.own : CONNECTIONS.soon;
  requireOpenFiles(connections);
  const server = await testEnv.startServer(isTimed ? UNLIMITED : SOON);
  const target = { ...(await testEnv.addTarget()), baseUrl: server.baseUrl };
  const sessionIds = await startMany(target, (await makeFlow(target, TALKATIVE)).id, SESSIONS);
  const plan = (text: string): Planned[] =>
    planMessages(target, server.baseUrl, sessionIds.slice(PROBED), text);
  const inTurn = { requests: plan('calm #'), perSecond: null, connections: AT_ONCE };
  const calm = await testEnv.putLoad({ ...inTurn, seconds: Math.max(1, seconds / 4) });
  const capacity = (1_000 * calm.answers.length) / (calm.endedAt - calm.begunAt);
  const probe = await openProbe(target, sessionIds.slice(0, PROBED));
  const watch = await watchServer(server.baseUrl);
  const byTheClock = { requests: plan('storm #'), perSecond: TIMES * capacity, connections };
  const storm = await testEnv.putLoad({ ...byTheClock, seconds });
  const recoveredMs = await probe.waitForRecovery(storm.endedAt, isTimed ? SLOWER : LOOSE, RECOVERY_MS);
  await probe.stop();
  const watched = await watch.stop();
  await server.stop();
  const applied = await listApplied(testEnv, target, 'storm');
  const leastTimes = isTimed ? LEAST_TIMES.timed : LEAST_TIMES.loose;
  const { calmMs } = probe;
  return toPart({ connections, capacity, leastTimes, calm, storm, applied, watched, recoveredMs, calmMs });
}

/** Counts each numbered text in the transcripts. */
async function listApplied(
  { pool }: StressEnv,
  { orgId }: Target,
  word: string,
): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ no: number; times: number }>(
    `SELECT substring(content->>'text' from '[0-9]+$')::int AS no, count(*)::int AS times FROM messages
     WHERE org_id = $1 AND direction = 'inbound' AND content->>'text' LIKE $2 GROUP BY 1`,
    [orgId, `${word} %`],
  );
  return new Map(rows.map(({ no, times }) => [no, times]));
}

type Seen = {
  connections: number;
  capacity: number;
  leastTimes: number;
  calm: LoadReport;
  storm: LoadReport;
  applied: ReadonlyMap<number, number>;
  watched: Watched;
  recoveredMs: number | null;
  calmMs: number;
};

function toPart(seen: Seen): Part {
  const { connections, capacity, leastTimes, calm, storm, applied, watched, recoveredMs, calmMs } = seen;
  const { answers } = storm;
  const accepted = answers.filter(isAccepted);
  const offered = (1_000 * answers.length) / (storm.endedAt - storm.begunAt);
  const { before, peak, after } = watched;
  const mostMib = Math.round(before.memoryMib + MIB_PER_CONNECTION * connections);
  return {
    counts: {
      'turns a second that it can do': Math.round(capacity),
      'requests a second that were sent': Math.round(offered),
      ...countStatuses('overload', answers),
      'per cent of a processor that the overload took': Math.round(100 * storm.processorShare),
      'most open at once': peak.open,
      'most waiting at once': peak.waiting,
      'MiB before': before.memoryMib,
      'MiB at most': peak.memoryMib,
      'MiB after': after.memoryMib,
      'ms until it was itself again': recoveredMs ?? -1,
    },
    percentiles: {
      'as much as it can': toPercentiles(calm.answers.map(({ ms }) => ms)),
      'overload accepted': toPercentiles(accepted.map(({ ms }) => ms)),
      'overload refused': toPercentiles(answers.filter((answer) => !isAccepted(answer)).map(({ ms }) => ms)),
      'a turn before': toPercentiles([calmMs]),
    },
    successes: accepted.length,
    failures: [
      ...calm.answers.flatMap(({ problem }) => problem ?? []).slice(0, SHOWN),
      ...answers.flatMap(findFault).slice(0, SHOWN),
      ...findUnlike(answers, applied),
      ...(offered > capacity * leastTimes ? [] : [`only ${offered} a second could be sent`]),
      ...(peak.memoryMib > mostMib ? [`${peak.memoryMib} MiB at most, ${mostMib} allowed`] : []),
      ...(recoveredMs === null ? [`not itself again ${RECOVERY_MS} ms after the load`] : []),
    ],
  };
}

function findFault(answer: Answer): string[] {
  const { no, status, ms, retryAfter, problem } = answer;
  const fault = (what: string): string => `storm ${no}, after ${Math.round(ms)} ms: ${what}`;
  if (problem !== null) return [fault(problem)];
  if (!isAccepted(answer) && !(retryAfter !== null && retryAfter >= 1))
    return [fault(`${status} without Retry-After`)];
  return ms > HANG_MS ? [fault(`${status}`)] : [];
}

/** Accepted messages are in the transcripts once; refused ones are not. */
function findUnlike(answers: readonly Answer[], applied: ReadonlyMap<number, number>): string[] {
  const unlike = answers.filter((answer) => (applied.get(answer.no) ?? 0) !== (isAccepted(answer) ? 1 : 0));
  return unlike
    .slice(0, SHOWN)
    .map(
      ({ no, status }) =>
        `storm ${no}: got ${status}, and is in the transcripts ${applied.get(no) ?? 0} times`,
    );
}

const says = (node: number): FlowDefinitionInput['nodes'][number] => ({
  id: `say${node}`,
  kind: 'message',
  messages: Array.from({ length: SAID.each }, (_, n) => ({
    type: 'text',
    text: `Thing ${n} of {{ said }}.`,
  })),
  exits: { next: node < SAID.nodes ? `say${node + 1}` : 'ask' },
});

const TALKATIVE: FlowDefinitionInput = {
  format: 1,
  start: 'ask',
  nodes: [
    {
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Say something.' }],
      answer: { type: 'text' },
      variable: 'said',
      exits: { next: 'say1' },
    },
    ...Array.from({ length: SAID.nodes }, (_, index) => says(index + 1)),
  ],
};

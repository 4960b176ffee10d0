import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from '../support/part';
import { toPercentiles } from '../support/percentiles';
import type { Chance } from '../support/seeded';
import { beginSessions, sessionPath } from './begin-sessions';
import { type Caller, forEach, openCaller } from './caller';
import { type Followed, textOf } from './followed';
import { judgeStream, listExpected } from './judge-stream';
import { requireOpenFiles } from './open-files';
import { openStream } from './stream';
import type { ServerProcess, StressEnv } from './stress-env';
import { watchMemory } from './watch-memory';

const TURNS = 3;
const AT_ONCE = 32;
/** One of this many streams is cut and resumed. */
const CUT_ONE_IN = 10;
/** The number of start events, and the range of events after which a connection is cut. */
const CUT_FROM = 3;
const CUT_WITHIN = 8;
const END_LIMIT_MS = 60_000;

type Processes = { here: ServerProcess; elsewhere: ServerProcess };

const isHere = (index: number, turn: number): boolean => (index + turn) % 2 === 0;

/** Follows sessions on one process while turns run there and on another. */
export async function stressStreams(
  testEnv: StressEnv,
  processes: Processes,
  { streams, chance }: { streams: number; chance: Chance },
): Promise<Part> {
  requireOpenFiles(streams);
  const caller = openCaller(testEnv.apiKey);
  const memory = watchMemory(processes.here);
  try {
    const before = await processes.here.readMemory();
    const ids = await beginSessions(testEnv, processes.here, caller, streams);
    const begun = await processes.here.readMemory();
    const followed = await followAll(testEnv, processes, caller, ids, chance);
    const opened = await processes.here.readMemory();
    const startedAt = performance.now();
    await takeTurns(testEnv, processes, caller, ids);
    const seconds = (performance.now() - startedAt) / 1_000;
    await endAll(testEnv, processes, caller, ids);
    const failures = await judgeAll(testEnv, processes, followed);
    const peak = await memory.stop();
    return {
      counts: {
        streams,
        'streams: cut off and back': followed.filter(({ isCut }) => isCut).length,
        'streams: events': followed.reduce((sum, { stream }) => sum + stream.arrived.length, 0),
        'streams: turns/s': Math.round((streams * TURNS) / seconds),
        'MiB at first': before,
        'MiB with the sessions begun': begun,
        'MiB with all streams open': opened,
        'MiB at the peak': peak,
      },
      percentiles: {
        'event of a turn here': toPercentiles(listTimes(followed, true)),
        'event of a turn elsewhere': toPercentiles(listTimes(followed, false)),
      },
      successes: streams - failures.length,
      failures,
    };
  } finally {
    await memory.stop();
    caller.close();
  }
}

async function followAll(
  { orgId }: StressEnv,
  { here }: Processes,
  caller: Caller,
  ids: readonly string[],
  chance: Chance,
): Promise<Followed[]> {
  const plans = ids.map((sessionId, index) => {
    const cutAfter = index % CUT_ONE_IN === 0 ? CUT_FROM + chance.below(CUT_WITHIN) : null;
    return { sessionId, index, cutAfter, url: `${here.baseUrl}${sessionPath(orgId, sessionId)}/events` };
  });
  const followed: Followed[] = [];
  await forEach(plans, AT_ONCE, async ({ sessionId, index, ...options }) => {
    const stream = await openStream(caller, options);
    followed.push({ sessionId, index, stream, isCut: options.cutAfter !== null });
  });
  return followed;
}

async function takeTurns(
  { orgId }: StressEnv,
  { here, elsewhere }: Processes,
  caller: Caller,
  ids: readonly string[],
): Promise<void> {
  for (let turn = 1; turn <= TURNS; turn += 1) {
    await forEach(ids, AT_ONCE, async (sessionId, index) => {
      const { baseUrl } = isHere(index, turn) ? here : elsewhere;
      const path = `${sessionPath(orgId, sessionId)}/messages`;
      const { answer } = await caller.insist(baseUrl, { path, body: { text: textOf(turn) } });
      if (answer.status !== 200) throw new Error(`a turn was answered with ${answer.status} ${answer.body}`);
    });
  }
}

/** The server ends the streams of ended sessions after their last event. */
async function endAll(
  { orgId }: StressEnv,
  { elsewhere }: Processes,
  caller: Caller,
  ids: readonly string[],
): Promise<void> {
  await forEach(ids, AT_ONCE, async (sessionId) => {
    const status = await caller.remove(elsewhere.baseUrl, sessionPath(orgId, sessionId));
    if (status !== 200) throw new Error(`an end was answered with ${status}`);
  });
}

async function judgeAll(
  { orgId, apiKey }: StressEnv,
  { elsewhere: { baseUrl } }: Processes,
  followed: readonly Followed[],
): Promise<string[]> {
  const [first] = followed;
  if (!first) return ['there was no stream'];
  const expected = await listExpected({ baseUrl, orgId, apiKey }, first.sessionId, TURNS);
  const late = pause(END_LIMIT_MS, undefined, { ref: false });
  const judged = await Promise.all(followed.map((one) => judgeStream(one, expected, late)));
  return judged.filter((failure) => failure !== null);
}

/** Milliseconds from a turn to its event, for local or remote turns, on connections that were not cut. */
function listTimes(followed: readonly Followed[], here: boolean): number[] {
  return followed
    .filter(({ isCut }) => !isCut)
    .flatMap(({ stream, index }) =>
      stream.arrived.flatMap(({ type, text, at, arrivedAt }) => {
        const turn = Number(/^You said: turn (\d+)$/.exec(text ?? '')?.[1] ?? Number.NaN);
        const isWanted = type === 'message.sent' && !Number.isNaN(turn) && isHere(index, turn) === here;
        return isWanted ? [arrivedAt - at] : [];
      }),
    );
}

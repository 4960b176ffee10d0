import type { Part } from '../support/part';
import { toPercentiles } from '../support/percentiles';
import type { Chance } from '../support/seeded';
import { beginSessions, sessionPath } from './begin-sessions';
import { type Caller, openCaller } from './caller';
import { judgeTranscripts } from './judge-transcripts';
import type { ServerProcess, StressEnv } from './stress-env';

export const MESSAGES = 5;

type Message = { sessionId: string; text: string; baseUrl: string };
type Tally = {
  took: number[];
  waited: number[];
  refusals: number;
  refusedAtFirst: number;
  failures: string[];
};

/** Sends five messages to each session at the same moment, to one or more processes. */
export async function stressBurst(
  testEnv: StressEnv,
  processes: readonly ServerProcess[],
  { sessions, chance }: { sessions: number; chance: Chance },
): Promise<Part> {
  const [first] = processes;
  if (!first) throw new Error('there is no process');
  const caller = openCaller(testEnv.apiKey);
  try {
    const ids = await beginSessions(testEnv, first, caller, sessions);
    const startedAt = performance.now();
    const tally = await sendAll(testEnv, caller, listMessages(ids, processes, chance));
    const seconds = (performance.now() - startedAt) / 1_000;
    const wrong = await judgeTranscripts(testEnv, ids, TEXTS);
    const name = `burst at ${processes.length}`;
    const sent = ids.length * MESSAGES;
    return {
      counts: {
        [`${name}: messages`]: sent,
        [`${name}: messages/s`]: Math.round(sent / seconds),
        [`${name}: refused at first`]: tally.refusedAtFirst,
        [`${name}: refusals`]: tally.refusals,
      },
      percentiles: {
        [`${name}: accepted message`]: toPercentiles(tally.took),
        [`${name}: from the first try on`]: toPercentiles(tally.waited),
      },
      successes: tally.took.length - wrong.length,
      failures: [...tally.failures, ...wrong],
    };
  } finally {
    caller.close();
  }
}

const TEXTS = Array.from({ length: MESSAGES }, (_, no) => `message ${no}`);

/** In an order that follows the seed. */
function listMessages(
  ids: readonly string[],
  processes: readonly ServerProcess[],
  chance: Chance,
): Message[] {
  return ids
    .flatMap((sessionId) =>
      TEXTS.map((text) => {
        const { baseUrl } = chance.pick(processes);
        return { order: chance.next(), message: { sessionId, text, baseUrl } };
      }),
    )
    .sort((a, b) => a.order - b.order)
    .map(({ message }) => message);
}

async function sendAll(testEnv: StressEnv, caller: Caller, messages: readonly Message[]): Promise<Tally> {
  const tally: Tally = { took: [], waited: [], refusals: 0, refusedAtFirst: 0, failures: [] };
  await Promise.all(messages.map((message) => sendOne(testEnv, caller, message, tally)));
  return tally;
}

async function sendOne(
  { orgId }: StressEnv,
  caller: Caller,
  { sessionId, text, baseUrl }: Message,
  tally: Tally,
): Promise<void> {
  const path = `${sessionPath(orgId, sessionId)}/messages`;
  const startedAt = performance.now();
  const posting = { path, body: { text }, key: `${sessionId} ${text}`.replaceAll(' ', '-') };
  const { answer, refusals, took } = await caller.insist(baseUrl, posting);
  tally.refusals += refusals.length;
  if (refusals.length > 0) tally.refusedAtFirst += 1;
  for (const { status, retryAfter } of refusals)
    if (retryAfter === undefined) tally.failures.push(`${text}: ${status} does not say when to come again`);
  const isRight = answer.status === 200 && answer.body.includes(`You said: ${text}`);
  if (!isRight) return void tally.failures.push(`${sessionId}, ${text}: ${answer.status} ${answer.body}`);
  tally.took.push(took);
  tally.waited.push(performance.now() - startedAt);
}

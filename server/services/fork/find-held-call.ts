import type { SessionRow } from '@/server/db/session/row';
import { findSession } from '@/server/db/session/store';
import type { HttpRequest } from '@/server/engine/protocol';
import { type CallOutcome, createAnswerBook } from '@/server/engine/replay/answer-book';
import { readRecordClock } from '@/server/engine/replay/record-clock';
import { type Replay, toNodeKey } from '@/server/engine/replay/replay-step';
import type { TurnDeps } from '../session/turn/turn-input';
import { findForkFacts } from './fork-facts';
import { isSameVersion } from './is-same-version';
import { maskAnswers } from './mask-answers';
import { type Past, readPast, replayPast, versionAfter } from './read-past';

/** The call that a fork waits for. `answer` is an answer of the session that it continues, which no call of it used. */
export type HeldCall = { key: string; node: string; request: HttpRequest; answer: CallOutcome | null };

/** Finds the call that a fork waits for; null if it waits for none. */
export async function findHeldCall(
  deps: Pick<TurnDeps, 'db' | 'clock'>,
  row: SessionRow,
): Promise<HeldCall | null> {
  const { wait } = row.state;
  const facts = findForkFacts(row);
  if (!facts || wait?.type !== 'effect') return null;
  const own = await readPast(deps, row);
  const calls = listCalls(replayPast(own));
  const call = calls.at(-1);
  if (call?.key !== wait.effect) return null;
  const past = await readContinued(deps, row.orgId, facts.sessionId);
  return { ...call, answer: past && findAnswer(past, own, calls) };
}

/** Reads the session that a fork continues; null once its transcript is gone. */
async function readContinued(
  deps: Pick<TurnDeps, 'db' | 'clock'>,
  orgId: string,
  sessionId: string,
): Promise<Past | null> {
  const row = await findSession(deps.db, { orgId, sessionId });
  return row && readPast(deps, row).catch(() => null);
}

type Call = Omit<HeldCall, 'answer'>;

/** Finds the answer of the last call, after the calls before it took theirs (answers/used-once). */
function findAnswer(past: Past, own: Past, calls: readonly Call[]): CallOutcome | null {
  const exact = replayPast(past);
  const isSame = isSameVersion(
    versionAfter(past.recording, past.recording),
    versionAfter(own.recording, own.recording),
  );
  const { steps } = isSame ? exact : maskAnswers(exact);
  const book = createAnswerBook(steps, readRecordClock(steps));
  const found = calls.map(({ node, request }) => book.take(node, request)).at(-1);
  return found?.type === 'answer' ? found.outcome : null;
}

function listCalls({ steps }: Replay): Call[] {
  return steps.flatMap(({ result: { state, effects } }) => {
    const flow = state.frames.at(-1)?.flow ?? '';
    return effects.flatMap((effect) =>
      effect.type === 'http.call'
        ? [{ key: effect.key, node: toNodeKey(flow, effect.nodeId), request: effect.request }]
        : [],
    );
  });
}

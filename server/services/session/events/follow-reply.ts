import { findPartialReply } from '@/server/db/effect/store';
import type { Platform } from '../../context';
import type { SessionWatch } from '../runtime/session-watches';
import type { SessionStatus } from '../view';

/*
 * events/partial-beside  The parts of a reply that a model is writing have no id and no place in the order of events: the turn that follows
 *   has the reply. A client that comes later gets all that has arrived, from its beginning.
 */

/** More text of a reply: it follows the first `from` characters (UTF-16 code units) of what was shown before, and replaces the rest. */
export type PartialReply = { type: 'reply.partial'; data: { from: number; text: string } };

type Turn = { no: number; status: SessionStatus };
type Wait = { timeoutMs: number; signal: AbortSignal };
type Follow = (turn: Turn, wait: Wait) => AsyncGenerator<PartialReply, void, void>;

/** Creates what waits for the turn after another one, and yields the parts of a reply that arrive until then. */
export function createReplyFollower(
  { db }: Pick<Platform, 'db'>,
  watch: SessionWatch,
  key: { orgId: string; sessionId: string },
): Follow {
  let shown = { turnNo: 0, text: '' };
  return async function* follow(turn, { timeoutMs, signal }) {
    if (turn.status !== 'running') return watch.waitPast(turn.no, { timeoutMs, signal });
    if (shown.turnNo !== turn.no) shown = { turnNo: turn.no, text: '' };
    const endsAt = performance.now() + timeoutMs;
    while (!signal.aborted) {
      const partialAt = watch.partialAt();
      const text = (await findPartialReply(db, key)) ?? shown.text;
      if (text !== shown.text) yield toPart(shown.text, text);
      shown.text = text;
      await watch.waitPast(turn.no, {
        timeoutMs: Math.max(0, endsAt - performance.now()),
        partialAt,
        signal,
      });
      if (watch.partialAt() <= partialAt) return;
    }
  };
}

function toPart(shown: string, text: string): PartialReply {
  const from = text.startsWith(shown) ? shown.length : 0;
  return { type: 'reply.partial', data: { from, text: text.slice(from) } };
}

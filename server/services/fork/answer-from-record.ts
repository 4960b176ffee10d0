import type { SessionRow } from '@/server/db/session/row';
import { toAnswerEvent } from '@/server/engine/replay/reactions';
import type { CallEvent } from '../session/effects/to-call-event';
import type { TurnDeps } from '../session/turn/turn-input';
import { findHeldCall } from './find-held-call';

type CallRef = { orgId: string; sessionId: string; key: string };
type Resume = (deps: TurnDeps, call: CallRef, event: CallEvent) => Promise<void>;

/** Answers a call of a fork from the record of the session that it continues; without an answer there, the author is asked. */
export function answerFromRecord(deps: TurnDeps, session: SessionRow, key: string, resume: Resume): void {
  const { orgId, id: sessionId } = session;
  deps.sessions.calls.start(async () => {
    try {
      const call = await findHeldCall(deps, session);
      if (call?.key !== key || !call.answer) return;
      await resume(
        deps,
        { orgId, sessionId, key },
        { ...toAnswerEvent(key, call.answer), at: deps.clock.now() },
      );
    } catch (err) {
      deps.log.error(
        { err, orgId, sessionId, effect: key },
        'recorded answer not found, the author is asked',
      );
    }
  });
}

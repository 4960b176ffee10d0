import { type EffectRow, updatePartialReply } from '@/server/db/effect/store';
import { toShownReply } from '@/server/engine/nodes/ai/reply';
import type { TurnDeps } from '../../turn/turn-input';

/** The shortest time between two writes of one reply. */
const PAUSE_MS = 250;

/** Shows the reply of a model while it arrives; `end` resolves when nothing is written any more. */
export type ReplyShow = { show(text: string): void; end(): Promise<void> };

type ShowDeps = Pick<TurnDeps, 'db' | 'clock' | 'processId' | 'sessions' | 'log'>;

/**
 * Writes the reply so far beside the call, at most four times a second, and wakes those who follow the session. A failed write is left
 * to the next one: the reply itself arrives with its turn.
 */
export function createReplyShow(deps: ShowDeps, { orgId, sessionId, key }: EffectRow): ReplyShow {
  let latest = '';
  let written = '';
  let lastAt = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> | null = null;

  const write = async (): Promise<void> => {
    const text = toShownReply(latest);
    if (text === written) return;
    written = text;
    // Two parts within a millisecond are two.
    lastAt = Math.max(deps.clock.now(), lastAt + 1);
    const { db, processId } = deps;
    const at = new Date(lastAt);
    if (await updatePartialReply(db, { orgId, sessionId, key, processId, text, at }))
      deps.sessions.notifyPartial(sessionId, lastAt);
  };

  const next = (): void => {
    if (timer || writing) return;
    writing = write()
      .catch((err: unknown) =>
        deps.log.warn({ err, orgId, sessionId, effect: key }, 'part of a reply not shown'),
      )
      .finally(() => {
        writing = null;
        timer = setTimeout(() => {
          timer = undefined;
          if (toShownReply(latest) !== written) next();
        }, PAUSE_MS);
      });
  };

  return {
    show: (text) => {
      latest = text;
      next();
    },
    end: async () => {
      await writing;
      clearTimeout(timer);
    },
  };
}

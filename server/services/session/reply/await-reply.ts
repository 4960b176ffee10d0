import type { MessageRow, SessionRow } from '@/server/db/session/row';
import { listAnswers } from '@/server/db/session/store';
import { findTimer } from '@/server/db/timer/store';
import type { Platform, ServiceContext } from '../../context';
import { requireSession } from '../require-session';
import { toMessageView, toSessionView } from '../to-view';
import type { SessionReply } from '../view';

/** How long a caller waits for effects unless it says otherwise. */
export const DEFAULT_WAIT_MS = 25_000;

type Awaited = {
  orgId: string;
  sessionId: string;
  inputId: string;
  afterSeq: number;
  waitMs: number;
  /** False for a caller who is not to wait for timers, however soon they are due. */
  passTimers?: boolean;
};

/** Makes the reply to an input from what its own turn left in hand. */
export function toReply(row: SessionRow, messages: readonly MessageRow[], inputId: string): SessionReply {
  const answers = messages.filter(
    (message) => message.direction === 'outbound' && message.inputId === inputId,
  );
  return {
    session: toSessionView(row),
    messages: answers.map(toMessageView),
    settled: row.status !== 'running' || isSettled(row, inputId),
  };
}

/** Tells whether nothing is under way any more, no call and no timer, that will answer this input. */
export function isSettled({ status, state }: SessionRow, inputId: string): boolean {
  if (status !== 'running' && status !== 'awaiting_timer') return true;
  return state.inputId !== inputId && !state.inbox.some((queued) => queued.inputId === inputId);
}

/**
 * Waits until an input is settled, or for `waitMs`, and reads what was said to it by then behind `afterSeq`. A timer
 * is waited for only when it is due within that time.
 */
export async function awaitReply(
  platform: Platform & Pick<ServiceContext, 'releaseWhile'>,
  awaited: Awaited,
): Promise<SessionReply> {
  const { orgId, sessionId, inputId, waitMs, passTimers = true } = awaited;
  const { releaseWhile = (wait) => wait() } = platform;
  const until = performance.now() + waitMs;
  const watch = platform.sessions.watch(orgId, sessionId);
  try {
    for (;;) {
      const row = await requireSession(platform, { orgId, sessionId });
      const timeoutMs = until - performance.now();
      if (
        isSettled(row, inputId) ||
        timeoutMs <= 0 ||
        (await rests(platform, row, passTimers ? timeoutMs : 0))
      ) {
        const answers = await listAnswers(platform.db, awaited);
        // What was said since the session was read would contradict how it is shown.
        return toReply(
          row,
          answers.filter(({ seq }) => seq <= row.messageCount),
          inputId,
        );
      }
      await releaseWhile(() => watch.waitPast(row.turnNo, { timeoutMs }));
    }
  } finally {
    watch.close();
  }
}

/** Tells whether the session stands still for longer than `timeoutMs`; 0 means at all. */
async function rests({ db, clock }: Platform, row: SessionRow, timeoutMs: number): Promise<boolean> {
  const { wait } = row.state;
  if (wait?.type !== 'timer') return false;
  const dueAt = await findTimer(db, { orgId: row.orgId, sessionId: row.id, key: wait.timer });
  return dueAt !== null && (timeoutMs === 0 || dueAt.getTime() > clock.now() + timeoutMs);
}

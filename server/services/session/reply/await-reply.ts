import type { MessageRow, SessionRow } from '@/server/db/session/row';
import { listAnswers } from '@/server/db/session/store';
import { findTimer } from '@/server/db/timer/store';
import type { Platform, ServiceContext } from '../../context';
import { requireSession } from '../require-session';
import { toMessageView, toSessionView } from '../to-view';
import type { SessionReply } from '../view';

/** The default time that a caller waits for calls and timers, in milliseconds. */
export const DEFAULT_WAIT_MS = 25_000;

export type Awaited = {
  orgId: string;
  sessionId: string;
  inputId: string;
  afterSeq: number;
  waitMs: number;
  /** Whether to wait for a timer that is due within `waitMs`; true by default. */
  waitForTimers?: boolean;
  /** Returns only the answers that no webhook gets (reply/once). */
  onlyDirect?: boolean;
};

/** Makes the reply to an input from the messages of its own turn. */
export function toReply(row: SessionRow, messages: readonly MessageRow[], inputId: string): SessionReply {
  const answers = messages.filter(
    (message) => message.direction === 'outbound' && message.inputId === inputId,
  );
  return {
    session: toSessionView(row),
    messages: answers.map(toMessageView),
    settled: (row.status !== 'running' && !row.state.quiet) || isSettled(row, inputId),
  };
}

/** Tells whether no call and no timer that is under way will still answer this input. */
export function isSettled({ status, state }: SessionRow, inputId: string): boolean {
  if (status !== 'running' && status !== 'awaiting_timer') return true;
  return state.inputId !== inputId && !state.inbox.some((queued) => queued.inputId === inputId);
}

type TurnReply = { row: SessionRow; messages: readonly MessageRow[]; inputId: string; waitMs: number };

/** Replies with the messages of the input's own turn if they settle it; otherwise waits for up to `waitMs`. */
export async function replyOrWait(
  ctx: ServiceContext,
  { row, messages, inputId, waitMs }: TurnReply,
): Promise<SessionReply> {
  if (isSettled(row, inputId)) return toReply(row, messages, inputId);
  const afterSeq = row.messageCount - messages.length;
  return awaitReply(ctx, { orgId: row.orgId, sessionId: row.id, inputId, afterSeq, waitMs });
}

/**
 * Waits until an input is settled, at most `waitMs`, and returns the answers after `afterSeq`. Waits for a timer only if it is
 * due within that time. Throws not_found.
 */
export async function awaitReply(
  platform: Platform & Pick<ServiceContext, 'releaseWhile'>,
  awaited: Awaited,
): Promise<SessionReply> {
  const { orgId, sessionId, inputId, waitMs, waitForTimers = true } = awaited;
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
        (await isTimerTooFar(platform, row, waitForTimers ? timeoutMs : 0))
      ) {
        const answers = await listOwnAnswers(platform, awaited);
        // Messages committed after the session was read would contradict it.
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

/** Lists the answers that belong into the response. */
export async function listOwnAnswers({ db }: Pick<Platform, 'db'>, awaited: Awaited): Promise<MessageRow[]> {
  const answers = await listAnswers(db, awaited);
  return awaited.onlyDirect ? answers.filter(({ content }) => content.direct) : answers;
}

/** Tells whether the session waits for a timer that is due after `timeoutMs`; with 0, for any timer. */
async function isTimerTooFar({ db, clock }: Platform, row: SessionRow, timeoutMs: number): Promise<boolean> {
  const { wait } = row.state;
  if (wait?.type !== 'timer') return false;
  const dueAt = await findTimer(db, { orgId: row.orgId, sessionId: row.id, key: wait.timer });
  return dueAt !== null && (timeoutMs === 0 || dueAt.getTime() > clock.now() + timeoutMs);
}

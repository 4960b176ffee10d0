import type { ThreadRow } from '@/server/db/thread/store';
import type { MessageView, SessionView } from '../session/view';

/** A caller's conversation on a channel; `sessionId` is its current or last session. */
export type ThreadView = Omit<ThreadRow, 'orgId'>;

/** The result of sending into a thread. */
export type ThreadReply = {
  thread: ThreadView;
  session: SessionView;
  /** Whether a session was started for it. */
  isNew: boolean;
  /** The ids of the sent messages, in order. */
  messageIds: string[];
  /** The input that the answers belong to. */
  inputId: string;
  /** The answers so far. */
  messages: MessageView[];
  /** False while a call or a timer can still add answers. */
  settled: boolean;
};

export function toThreadView({ orgId: _, ...rest }: ThreadRow): ThreadView {
  return rest;
}

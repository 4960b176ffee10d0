import type { ThreadRow } from '@/server/db/thread/store';
import type { MessageView, SessionView } from '../session/view';

/** A caller's conversation on a channel; `sessionId` is the session that holds it now, or held it last. */
export type ThreadView = Omit<ThreadRow, 'orgId'>;

/** What became of something sent to a thread. */
export type ThreadReply = {
  thread: ThreadView;
  session: SessionView;
  /** Whether a session was begun for it. */
  isNew: boolean;
  /** The ids of the lines that were sent, in their order. */
  messageIds: string[];
  /** The input that the answers belong to. */
  inputId: string;
  /** What was said to it by now. */
  messages: MessageView[];
  /** False while a call or a timer will still answer it. */
  settled: boolean;
};

export function toThreadView({ orgId: _, ...rest }: ThreadRow): ThreadView {
  return rest;
}

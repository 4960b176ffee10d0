import type { MessageRow, SessionRow, TokenUsage } from '@/server/db/session/row';
import type { ThreadRow } from '@/server/db/thread/store';
import type { JsonObject } from '@/server/engine/json';
import type { ChannelFacts } from '../../channel/channel-facts';
import type { EntryContext, ThreadEntry } from './thread-entry';

export type SendToThread = {
  channelId: string;
  /** The caller's own id of the conversation. */
  externalId: string;
  entries: ThreadEntry[];
  /** Merged into what the thread and its session know. */
  variables?: JsonObject;
  /** What a visitor's page says of itself, kept apart from the variables; left out where a server speaks. */
  visitor?: JsonObject;
  profile?: JsonObject;
  /** The flow to run instead of the channel's own when a session is begun. */
  flowId?: string;
  /** More for the flow's variable `trigger` in a session that is begun. */
  trigger?: JsonObject;
  /** Begins a new session even if one is going on. */
  fresh?: boolean;
  /** Does nothing if the thread has had a session. */
  once?: boolean;
  /** Keeps the conversation out of the queue of those who wait for people. */
  skipWaiting?: boolean;
  /** Ends the session with this. */
  close?: boolean;
  /** The answers come back in `messages` instead of by webhook. */
  direct?: boolean;
  /** What the caller's own model used, priced. */
  usage?: TokenUsage;
  /** How long to wait for what is said, in milliseconds; 0 returns once it is kept. */
  waitMs: number;
};

/** What is being sent, with everything that must stay the same when it is tried again. */
export type PreparedSend = SendToThread & {
  orgId: string;
  channel: ChannelFacts;
  entryContext: EntryContext;
  inputId: string;
};

/** What was kept of something sent. */
export type SendResult = {
  thread: ThreadRow;
  row: SessionRow;
  messages: MessageRow[];
  isNew: boolean;
  inputId: string;
};

/** How much longer than its caller waits an answer may still be meant for the response. */
const DIRECT_SLACK_MS = 5_000;

type Direct = { direct?: boolean; inputId: string; waitMs: number };

/** Which input's answers are meant for the response, and until when; null where none are. */
export function toDirect({ direct, inputId, waitMs }: Direct, at: number): SessionRow['direct'] {
  return direct ? { inputId, until: at + waitMs + DIRECT_SLACK_MS } : null;
}

import type { MessageRow, SessionRow, TokenUsage } from '@/server/db/session/row';
import type { ThreadRow } from '@/server/db/thread/store';
import type { JsonObject } from '@/server/engine/json';
import type { ChannelFacts } from '../../channel/channel-facts';
import type { EntryContext, ThreadEntry } from './thread-entry';

export type SendToThread = {
  channelId: string;
  /** The caller's id of the conversation. */
  externalId: string;
  entries: ThreadEntry[];
  /** Merged into the variables of the thread and its session. */
  variables?: JsonObject;
  /** Data from a visitor's page, kept apart from the variables; undefined when a server is the caller. */
  visitor?: JsonObject;
  profile?: JsonObject;
  /** The flow of a new session, instead of the channel's. */
  flowId?: string;
  /** Additional properties of the variable `trigger` in a new session. */
  trigger?: JsonObject;
  /** Starts a new session even if one is running. */
  fresh?: boolean;
  /** Does nothing if the thread already has a session. */
  once?: boolean;
  /** Keeps the conversation out of the queue of people who wait. */
  skipWaiting?: boolean;
  /** Ends the session after this input. */
  close?: boolean;
  /** Returns the answers in `messages` instead of sending webhooks. */
  direct?: boolean;
  /** The priced usage of the caller's own model. */
  usage?: TokenUsage;
  /** The time to wait for answers, in milliseconds; 0 returns after the commit. */
  waitMs: number;
};

/** The input with everything that must not change when it is retried. */
export type PreparedSend = SendToThread & {
  orgId: string;
  channel: ChannelFacts;
  entryContext: EntryContext;
  inputId: string;
};

/** The stored result of a send. */
export type SendResult = {
  thread: ThreadRow;
  row: SessionRow;
  messages: MessageRow[];
  isNew: boolean;
  inputId: string;
};

/** The time after the caller's wait during which answers still count as part of the response. */
const DIRECT_SLACK_MS = 5_000;

type Direct = { direct?: boolean; inputId: string; waitMs: number };

/** Returns the input whose answers belong to the response, and until when; null for none. */
export function toDirect({ direct, inputId, waitMs }: Direct, at: number): SessionRow['syncReply'] {
  return direct ? { inputId, until: at + waitMs + DIRECT_SLACK_MS } : null;
}

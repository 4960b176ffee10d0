import type { ChannelFacts } from '../../channel/channel-facts';
import type { FlowTitles } from '../../flow/version/flow-titles';
import type { MessageView, SessionStatus, SessionView } from '../../session/view';

/** A proposed reply in a webhook. `score` is 0 to 1. */
export type SuggestionView = {
  id: string;
  sessionId: string;
  turnNo: number;
  /** The message that it answers. */
  messageId: string | null;
  text: string;
  score: number | null;
  /** The flow that suggests it. */
  flowId: string;
  createdAt: Date;
};

/** The changes of one commit in a session on a channel, for the channel's webhook. */
export type TurnWebhookEvent = {
  type: 'turn';
  channel: ChannelFacts;
  thread: { id: string; externalId: string };
  session: SessionView;
  titles: FlowTitles;
  /** The status before the commit; null for a new session. */
  before: SessionStatus | null;
  /** The holder of control before; `flow` for a new session. */
  controlBefore: 'flow' | 'human';
  /** The type of the event that each turn took, such as `message` or `timer.fired`. */
  events: readonly string[];
  /** All messages in order, except those returned in the synchronous response (`direct`). */
  messages: readonly MessageView[];
  suggestions: readonly SuggestionView[];
  at: Date;
};

/** A webhook body in the dialect's own format, for a turn, an asynchronous answer or a test. */
export type RenderedDelivery = {
  /** The dialect's name of the event. */
  event: string;
  body: string;
  /** Headers of this event, in addition to those of every delivery. */
  headers?: Record<string, string>;
  /** Set when it carries no message of the thread and keeps no order with those that do (delivery/control-apart). */
  isControl?: boolean;
};

/** Renders the webhooks of a turn for one kind of channel; an empty list when nothing is to be sent. Pure and fast. */
export type WebhookRenderer = (event: TurnWebhookEvent) => RenderedDelivery[];

export type WebhookRenderers = Readonly<Record<ChannelFacts['kind'], WebhookRenderer>>;

import type { ChannelFacts } from '../../channel/channel-facts';
import type { MessageView, SessionStatus, SessionView } from '../../session/view';

/** A proposed reply, as it goes into webhooks. `score` is 0 to 1. */
export type SuggestionView = {
  id: string;
  sessionId: string;
  turnNo: number;
  /** The message it would answer. */
  messageId: string | null;
  text: string;
  score: number | null;
  /** The flow that proposes it. */
  flowId: string;
  createdAt: Date;
};

/** What one commit brought about in a session on a channel, told to the channel's webhook. */
export type TurnWebhookEvent = {
  type: 'turn';
  channel: ChannelFacts;
  thread: { id: string; externalId: string };
  session: SessionView;
  /** The status before. */
  before: SessionStatus | null;
  /** Who held it before; with the flow where it has just begun. */
  controlBefore: 'flow' | 'human';
  /** The event that each turn of the commit took: its type, such as `message` or `timer.fired`. */
  events: readonly string[];
  /** Everything heard and said, in order, but for what goes back to the caller in the response (`direct`). */
  messages: readonly MessageView[];
  suggestions: readonly SuggestionView[];
  at: Date;
};

/** What a caller asked for and gets by webhook (flowrest without `sync`), or a test: the dialect's own body. */
export type RenderedDelivery = {
  /** The dialect's name of the event. */
  event: string;
  body: string;
  /** Headers of this event beside those of every delivery. */
  headers?: Record<string, string>;
};

/** Words the news of a turn as the webhooks of one kind of channel; none when nobody is to be told. Pure, fast. */
export type WebhookRenderer = (news: TurnWebhookEvent) => RenderedDelivery[];

export type WebhookRenderers = Readonly<Record<ChannelFacts['kind'], WebhookRenderer>>;

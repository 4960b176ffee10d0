import type { ChannelKind } from '../../channel/channel-facts';

/** What is known of an attempt when its headers are made. */
export type SendFacts = {
  /** The same in every attempt. */
  deliveryId: string;
  /** The dialect's name of the event. */
  event: string;
  /** The bytes that are sent. */
  body: string;
  /** The texts (`whsec_…`) of the channel's secrets that are good now, the newest first. */
  secrets: readonly string[];
  at: Date;
};

/** The headers that a kind of channel adds to each attempt, in lower case, beside those of every delivery. Pure. */
export type WebhookSigner = (facts: SendFacts) => Record<string, string>;

export type WebhookSigners = Readonly<Record<ChannelKind, WebhookSigner>>;

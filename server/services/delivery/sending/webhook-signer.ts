import type { ChannelKind } from '../../channel/channel-facts';

/** The facts of an attempt that its headers depend on. */
export type SendFacts = {
  /** The same in every attempt. */
  deliveryId: string;
  /** The dialect's name of the event. */
  event: string;
  /** The exact text that is sent. */
  body: string;
  /** The channel's active secrets (`whsec_…`), newest first. */
  secrets: readonly string[];
  at: Date;
};

/** Builds the headers that a kind of channel adds to each attempt, in lower case. Pure. */
export type WebhookSigner = (facts: SendFacts) => Record<string, string>;

export type WebhookSigners = Readonly<Record<ChannelKind, WebhookSigner>>;

import { type Receiver as Opened, openReceiver as open } from '../support/open-receiver';
import type { HistoryBody, ReplyBody } from './client';

/** A webhook as it arrived; only what tests look into is named. */
export type Webhook = ReplyBody & Partial<HistoryBody> & { type: string; isPaued?: boolean };

export type Receiver = Opened<Webhook>;

/** A real endpoint for webhooks, which takes everything. */
export const openReceiver = (): Promise<Receiver> => open<Webhook>();

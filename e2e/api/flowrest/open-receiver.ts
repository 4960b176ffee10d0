import { type Receiver as Opened, openReceiver as open } from '../support/open-receiver';
import type { HistoryBody, ReplyBody } from './client';

/** A received webhook; only the fields that tests read are typed. */
export type Webhook = ReplyBody & Partial<HistoryBody> & { type: string; isPaued?: boolean };

export type Receiver = Opened<Webhook>;

/** Opens an HTTP server that accepts every webhook. */
export const openReceiver = (): Promise<Receiver> => open<Webhook>();

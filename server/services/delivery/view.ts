import type { AttemptRow, DeliveryRow, ListedDelivery } from '@/server/db/delivery/list';
import { toThreadId } from './control-queue';

/** A delivery in a list. */
export type DeliveryView = Omit<ListedDelivery, 'queueId'> & {
  /** The thread that it is about; null without a thread. */
  threadId: string | null;
};

export type AttemptView = AttemptRow;

export type DeliveryDetail = DeliveryView & {
  body: string;
  /** The headers of this event, in addition to those of every attempt. */
  headers: Record<string, string>;
  /** The due time of its queue's first pending delivery; null when this one is not pending. */
  dueAt: Date | null;
  /** The latest 50 attempts, newest first, including those before a resend. */
  tries: AttemptView[];
};

export const DELIVERY_STATUSES = ['pending', 'delivered', 'dead'] as const;

export function toDeliveryView({ queueId, ...row }: ListedDelivery): DeliveryView {
  return { ...row, threadId: queueId === row.channelId ? null : toThreadId(queueId) };
}

export function toDeliveryDetail(
  { queueDueAt, body, headers, ...row }: DeliveryRow,
  tries: AttemptView[],
): DeliveryDetail {
  const dueAt = row.status === 'pending' ? queueDueAt : null;
  return { ...toDeliveryView(row), body, headers, dueAt, tries };
}

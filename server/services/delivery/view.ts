import type { AttemptRow, DeliveryRow, ListedDelivery } from '@/server/db/delivery/list';

/** What is seen of a delivery in a list. */
export type DeliveryView = Omit<ListedDelivery, 'laneId'> & {
  /** The thread that it keeps its order in; null for one that tells of no thread. */
  threadId: string | null;
};

export type AttemptView = AttemptRow;

export type DeliveryDetail = DeliveryView & {
  body: string;
  /** Of this event, beside those of every attempt. */
  headers: Record<string, string>;
  /** When the first pending delivery of its thread is tried; null when this one is not pending. */
  dueAt: Date | null;
  /** The latest 50, the newest first; they outlive a resend. */
  tries: AttemptView[];
};

export const DELIVERY_STATUSES = ['pending', 'delivered', 'dead'] as const;

export function toDeliveryView({ laneId, ...row }: ListedDelivery): DeliveryView {
  return { ...row, threadId: laneId === row.channelId ? null : laneId };
}

export function toDeliveryDetail(
  { laneDueAt, body, headers, ...row }: DeliveryRow,
  tries: AttemptView[],
): DeliveryDetail {
  const dueAt = row.status === 'pending' ? laneDueAt : null;
  return { ...toDeliveryView(row), body, headers, dueAt, tries };
}

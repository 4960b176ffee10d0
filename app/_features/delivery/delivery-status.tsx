import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { type StateTone, StatusBadge } from '@/app/_ui/value/status-badge';

export type DeliveryRow = RouterOutputs['delivery']['list']['items'][number];
export type DeliveryStatus = DeliveryRow['status'];

const LOOK: Record<DeliveryStatus, { tone: StateTone; word: string }> = {
  pending: { tone: 'waiting', word: 'Pending' },
  delivered: { tone: 'live', word: 'Delivered' },
  dead: { tone: 'failed', word: 'Dead' },
};

const DELIVERY_STATUSES = Object.keys(LOOK) as DeliveryStatus[];
export const STATUS_OPTIONS = DELIVERY_STATUSES.map((value) => ({ value, label: LOOK[value].word }));

/** The state of a delivery. */
export function DeliveryStatusBadge({ status }: { status: DeliveryStatus }) {
  const { tone, word } = LOOK[status];
  return (
    <StatusBadge tone={tone} pulse={status === 'pending'}>
      {word}
    </StatusBadge>
  );
}

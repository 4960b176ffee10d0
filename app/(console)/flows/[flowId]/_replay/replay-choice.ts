import type { SessionStatus } from '@/server/services/session/view';

const DAY_MS = 86_400_000;

export const COUNTS = ['100', '1000', '10000'] as const;

/** The periods that a replay can be limited to, with their length. */
export const PERIODS = [
  { value: 'day', label: 'Last 24 hours', days: 1 },
  { value: 'week', label: 'Last 7 days', days: 7 },
  { value: 'month', label: 'Last 30 days', days: 30 },
  { value: 'quarter', label: 'Last 90 days', days: 90 },
] as const;

/** The sessions that an author chooses for a replay; null and empty are all. */
export type ReplayChoice = {
  count: (typeof COUNTS)[number];
  period: (typeof PERIODS)[number]['value'] | null;
  channelId: string | null;
  status: SessionStatus[];
};

export const FIRST_CHOICE: ReplayChoice = { count: '1000', period: null, channelId: null, status: [] };

/** The search of a replay as the server takes it. */
export function toSearch({ count, period, channelId, status }: ReplayChoice, now: number) {
  const days = PERIODS.find(({ value }) => value === period)?.days;
  return {
    limit: Number(count),
    ...(days && { since: new Date(now - days * DAY_MS).toISOString() }),
    ...(channelId !== null && { channelId }),
    ...(status.length > 0 && { status }),
  };
}

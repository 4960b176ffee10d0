import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import type { StateTone } from '@/app/_ui/value/status-badge';
import type { Channel } from './channel-kinds';

export type Health = RouterOutputs['channel']['listHealth'][number];

const WELL = 0.99;
const FAIR = 0.9;

/** The health of a channel in a word; `health` is undefined where it is unknown. */
export function describeHealth(
  channel: Pick<Channel, 'enabled' | 'webhookUrl' | 'webhookDisabledAt'>,
  health: Health | undefined,
): { tone: StateTone; word: string } {
  if (!channel.enabled) return { tone: 'ended', word: 'Paused' };
  if (channel.webhookDisabledAt) return { tone: 'failed', word: 'Endpoint gone' };
  const rate = health?.successRate ?? null;
  if (channel.webhookUrl === null) return { tone: 'live', word: 'On, no webhook' };
  if (rate === null) return { tone: 'live', word: 'On' };
  if (rate >= WELL) return { tone: 'live', word: 'Healthy' };
  return rate >= FAIR ? { tone: 'waiting', word: 'Some failures' } : { tone: 'failed', word: 'Failing' };
}

/** Formats a share from 0 to 1 as a percentage that is 100 only when nothing failed. */
export function formatRate(rate: number): string {
  const tenths = Math.floor(rate * 1_000) / 10;
  return `${String(tenths)}%`;
}

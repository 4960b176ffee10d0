import { type ChannelHealthRow, findChannelHealth } from '@/server/db/channel/health';
import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';

/** The health of a channel's webhook in the last 24 h, from its latest 1,000 attempts. */
export type ChannelHealth = {
  channelId: string;
  attempts: number;
  /** The share of attempts answered with 2xx, from 0 to 1; null without attempts. */
  successRate: number | null;
  p95Ms: number | null;
  lastError: { at: Date; reason: string; deliveryId: string } | null;
};

const SPAN_MS = 86_400_000;
const LOOKED_AT = 1_000;

/** Lists the health of channels; those without attempts, or of other organizations, are left out. */
export async function listChannelHealth(
  ctx: ServiceContext,
  { channelIds }: { channelIds: readonly string[] },
): Promise<ChannelHealth[]> {
  const orgId = requireOrgWideScope(ctx, 'deliveries:read');
  const rows = await findChannelHealth(ctx.db, {
    orgId,
    channelIds: channelIds.filter(isUuid),
    since: new Date(ctx.clock.now() - SPAN_MS),
    most: LOOKED_AT,
  });
  return rows.map(toHealth);
}

function toHealth(row: ChannelHealthRow): ChannelHealth {
  const { channelId, attempts, successes, p95Ms } = row;
  const successRate = attempts === 0 ? null : successes / attempts;
  return { channelId, attempts, successRate, p95Ms, lastError: toLastError(row) };
}

function toLastError({ failedAt, failedStatus, error, deliveryId }: ChannelHealthRow) {
  if (!failedAt || !deliveryId) return null;
  const reason = failedStatus === null ? (error ?? 'No response.') : `The endpoint answered ${failedStatus}.`;
  return { at: failedAt, reason, deliveryId };
}

import { listThreadsByProfile } from '@/server/db/thread/by-profile';
import { domainError, type FieldIssue } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireChannelAccess } from '../thread/access';
import { getSegments, type Segment } from './list-segments';
import { audienceTooLarge, MAX_RECIPIENTS } from './send-broadcast';

/** A segment by id or, without an id, by title. */
export type SegmentRef = { id?: string | null | undefined; title?: string | null | undefined };

/**
 * Lists the external ids of the channel's threads that any of the segments matches. Throws invalid_request naming
 * unknown segments under `audience`, and limit_exceeded for an audience that is too large.
 */
export async function findAudience(
  ctx: ServiceContext,
  { channelId, segments }: { channelId: string; segments: readonly SegmentRef[] },
): Promise<string[]> {
  const orgId = requireChannelAccess(ctx, 'sessions:read', channelId);
  const known = await getSegments(ctx, channelId);
  const found = segments.map((ref) => findSegment(known, ref));
  const issues = found.flatMap((one, index): FieldIssue[] =>
    one ? [] : [{ path: ['audience', index], message: 'is not a segment of this channel' }],
  );
  if (issues.length > 0) throw domainError('invalid_request', { issues });
  const threads = await listThreadsByProfile(ctx.db, {
    orgId,
    channelId,
    segments: found.map((one) => one?.conditions ?? []),
    limit: MAX_RECIPIENTS + 1,
  });
  if (threads.length > MAX_RECIPIENTS) throw audienceTooLarge(threads.length);
  return threads;
}

function findSegment(known: readonly Segment[], { id, title }: SegmentRef): Segment | undefined {
  if (id) return known.find((segment) => segment.id === id);
  return known.find((segment) => segment.title === title);
}

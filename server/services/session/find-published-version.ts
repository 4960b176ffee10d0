import { findPublishedFlow } from '@/server/db/flow-version/stored';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Platform } from '../context';

/**
 * The published version of a flow; one that is `remembered` may be outdated, which the commit of a session finds out.
 * Throws not_found, flow_not_published.
 */
export async function findPublishedVersion(
  { db, programs }: Platform,
  orgId: string,
  flowId: string,
  { remembered }: { remembered: boolean },
): Promise<string> {
  const known = remembered ? programs.findPublished(orgId, flowId) : null;
  if (known !== null) return known;
  const flow = isUuid(flowId) ? await findPublishedFlow(db, { orgId, flowId }) : null;
  if (!flow) throw domainError('not_found', { thing: 'flow', id: flowId });
  const { publishedVersionId } = flow;
  if (publishedVersionId === null) throw domainError('flow_not_published', { flowId });
  programs.setPublished(orgId, flowId, publishedVersionId);
  return publishedVersionId;
}

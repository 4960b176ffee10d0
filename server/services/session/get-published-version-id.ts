import { findPublishedFlow } from '@/server/db/flow-version/stored';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Platform } from '../context';

/**
 * Returns the id of a flow's published version. An id from the cache may be outdated; the commit of a session refuses it then.
 * Throws not_found, flow_archived, flow_not_published.
 */
export async function getPublishedVersionId(
  { db, programs }: Platform,
  orgId: string,
  flowId: string,
  { useCache }: { useCache: boolean },
): Promise<string> {
  const known = useCache ? programs.findPublished(orgId, flowId) : null;
  if (known !== null) return known;
  const flow = isUuid(flowId) ? await findPublishedFlow(db, { orgId, flowId }) : null;
  if (!flow) throw domainError('not_found', { thing: 'flow', id: flowId });
  const { publishedVersionId, archivedAt } = flow;
  if (archivedAt !== null) throw domainError('flow_archived', { flowId });
  if (publishedVersionId === null) throw domainError('flow_not_published', { flowId });
  programs.setPublished(orgId, flowId, publishedVersionId);
  return publishedVersionId;
}

import { z } from '@hono/zod-openapi';
import { anyObject, id, orgId, paged, time } from './base';
import { flowId, number, problem } from './flows';

export const versionPath = z.object({ orgId, flowId, number });

const versionShape = {
  id,
  number: z.number().int(),
  note: z.string(),
  createdBy: z.string().nullable(),
  createdAt: time,
  current: z.boolean(),
};
export const versionList = paged(z.object(versionShape).openapi('FlowVersion')).openapi('FlowVersions');
export const versionDetail = z
  .object({ ...versionShape, definition: anyObject, links: z.record(z.string(), z.string()) })
  .openapi('FlowVersionDetail');
export const publishedVersion = z
  .object({ ...versionShape, warnings: z.array(problem) })
  .openapi('PublishedVersion');

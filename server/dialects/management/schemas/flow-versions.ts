import { z } from '@hono/zod-openapi';
import { anyObject, createdAt, id, orgId, paged } from './base';
import { flowId, number, problem } from './flows';

export const versionPath = z.object({ orgId, flowId, number });

const versionShape = {
  id: id.describe('Id of the version'),
  number: z.number().int().describe('Number of the version in its flow, from 1'),
  note: z.string().describe('Note of its author; may be empty'),
  createdBy: z.string().nullable().describe('The member or the key that published it; null if neither did'),
  createdAt: createdAt.describe('When it was published'),
  current: z.boolean().describe('Whether new sessions run it'),
};
export const versionList = paged(z.object(versionShape).openapi('FlowVersion')).openapi('FlowVersions');
export const versionDetail = z
  .object({
    ...versionShape,
    definition: anyObject.describe('The definition as published'),
    links: z.record(z.string(), z.string()).describe('The versions of the flows that it calls, by flow'),
  })
  .openapi('FlowVersionDetail');
export const publishedVersion = z
  .object({
    ...versionShape,
    warnings: z.array(problem).describe('Problems that do not prevent publishing; may be empty'),
  })
  .openapi('PublishedVersion');

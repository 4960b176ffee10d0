import { z } from '@hono/zod-openapi';
import { anyObject, createdAt, id, orgId, paged } from './base';
import { flowId, number, problem } from './flows';

export const versionPath = z.object({ orgId, flowId, number });

const claim = z
  .object({
    claim: z
      .enum(['ends', 'variables', 'exits', 'waits'])
      .describe(
        'ends: every node leads to an end or a person. variables: no variable is read where nothing has set it. exits: every exit leads somewhere on purpose. waits: no round of nodes goes on without waiting',
      ),
    result: z
      .enum(['holds', 'fails', 'unknown'])
      .describe('unknown: the flow is too large or too intricate to tell'),
    count: z.number().int().describe('Number of the problems that speak against it'),
    problems: z.array(problem).describe('The first 50 of them'),
  })
  .openapi('CertificateClaim');
const certificate = z
  .object({
    engine: z.string().describe('Version of the server that made it'),
    claims: z
      .array(claim)
      .describe('What was checked on every way through the flow and the flows that it calls'),
    given: z
      .array(z.string())
      .describe(
        'Variables that are read and that only callers can set; the certificate assumes that they do',
      ),
  })
  .nullable()
  .openapi('FlowCertificate');

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
    certificate: certificate.describe('What was shown when it was published; null before version 0.2'),
  })
  .openapi('FlowVersionDetail');
const setMember = z
  .object({
    flowId: id.describe('Id of the flow'),
    slug: z.string().describe('Slug of the flow'),
    versionId: id.describe('Id of the version'),
    number: z.number().int().describe('Number of the version in its flow, from 1'),
  })
  .openapi('PublishedSetMember');
export const publishedVersion = z
  .object({
    ...versionShape,
    set: z
      .array(setMember)
      .optional()
      .describe(
        'All versions that were published together, this one first; absent if it was published alone',
      ),
    certificate: certificate.describe('What was shown when it was published; null before version 0.2'),
    warnings: z.array(problem).describe('Problems that do not prevent publishing; may be empty'),
  })
  .openapi('PublishedVersion');

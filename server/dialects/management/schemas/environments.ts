import { z } from '@hono/zod-openapi';
import { createdAt, id, orgId } from './base';
import { flowId } from './flows';

const name = z.string().openapi({
  description:
    'Name of the environment: `production`, or up to 32 lower-case letters, digits and -, beginning with a letter',
  example: 'staging',
});

export const environmentPath = z.object({ orgId, environmentName: name });
export const flowEnvironmentPath = z.object({ orgId, flowId, environmentName: name });
export const compareQuery = z.object({
  with: name.default('production').describe('Name of the other environment. Default: production'),
});

export const createEnvironmentBody = z
  .strictObject({
    name,
    copyProduction: z
      .boolean()
      .optional()
      .describe('true: each flow begins with the versions that it has in production. Default: with none'),
  })
  .openapi('CreateEnvironment');

export const environment = z
  .object({
    name,
    createdAt: createdAt.nullable().describe('When it was created; null for production'),
    flows: z.number().int().describe('Number of the flows that have a version there'),
  })
  .openapi('Environment');
export const environmentList = z
  .object({ items: z.array(environment).describe('Production, then the others by name') })
  .openapi('Environments');

const versionNumber = z.number().int().describe('Number of the version in its flow, from 1');
const version = z
  .object({
    versionId: id.describe('Id of the version'),
    number: versionNumber,
    weight: z.number().int().describe('Its share of the sessions, in proportion to the other weights'),
  })
  .openapi('EnvironmentVersion');
export const flowEnvironment = z
  .object({
    environment: name,
    versions: z
      .array(version)
      .describe('The versions that sessions start with; empty if the flow has none there'),
    before: z
      .array(version)
      .nullable()
      .describe('What it had before the last change and can be rolled back to; null if there is nothing'),
  })
  .openapi('FlowEnvironment');
export const flowEnvironmentList = z
  .object({ items: z.array(flowEnvironment).describe('Production, then the others by name') })
  .openapi('FlowEnvironments');

const promoted = z
  .strictObject({
    number: versionNumber.openapi({ minimum: 1, maximum: 2_147_483_647 }),
    weight: z
      .number()
      .int()
      .optional()
      .openapi({ minimum: 1, maximum: 100, description: 'Its share of the sessions. Default: 1' }),
  })
  .openapi('PromotedVersion');
export const promoteBody = z
  .strictObject({
    versions: z.array(promoted).openapi({
      minItems: 1,
      maxItems: 5,
      description:
        'One version, or up to five, each once, among which sessions are divided. The first has the triggers',
    }),
  })
  .openapi('PromoteVersions');

const difference = z
  .object({
    flowId: id.describe('Id of the flow'),
    slug: z.string().describe('Slug of the flow'),
    name: z.string().describe('Name of the flow'),
    versions: z.array(version).describe('Its versions in the environment; empty if it has none'),
    others: z.array(version).describe('Its versions in the other one; empty if it has none'),
  })
  .openapi('EnvironmentDifference');
export const differenceList = z
  .object({ items: z.array(difference).describe('The flows that differ, by name') })
  .openapi('EnvironmentDifferences');

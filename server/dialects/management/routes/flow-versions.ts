import { createRoute } from '@hono/zod-openapi';
import { parseIfMatch, toETag } from '@/server/http/response/revision-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { ifMatch, jsonReply } from '@/server/http/routing/openapi';
import { getVersion } from '@/server/services/flow/version/get-version';
import { listVersions } from '@/server/services/flow/version/list-versions';
import { restoreVersion } from '@/server/services/flow/version/restore-version';
import { pageQuery } from '../schemas/base';
import { versionDetail, versionList, versionPath } from '../schemas/flow-versions';
import { flow, flowPath } from '../schemas/flows';

const listVersionsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/versions',
    operationId: 'listVersions',
    tags: ['Flow versions'],
    summary: 'List published versions',
    description: 'Newest first, each with its author and note.',
    request: { params: flowPath, query: pageQuery },
    responses: { 200: jsonReply('Versions, newest first', versionList) },
  }),
  async ({ ctx, params: { flowId }, query }) => ({
    status: 200,
    body: await listVersions(ctx, { ...query, flowId }),
  }),
);

const getVersionEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/versions/{number}',
    operationId: 'getVersion',
    tags: ['Flow versions'],
    summary: 'Read a published version',
    description: 'The published definition, which never changes.',
    request: { params: versionPath },
    responses: { 200: jsonReply('The version and its definition', versionDetail) },
  }),
  async ({ ctx, params: { flowId, number } }) => ({
    status: 200,
    body: await getVersion(ctx, { flowId, number }),
  }),
);

const restoreVersionEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/versions/{number}/restore',
    operationId: 'restoreVersion',
    tags: ['Flow versions'],
    summary: 'Copy a version into the draft',
    description: 'Replaces the draft; publishes nothing.',
    request: { params: versionPath, headers: ifMatch },
    responses: { 200: jsonReply('The flow with the restored draft', flow) },
  }),
  async ({ ctx, params: { flowId, number }, header }) => {
    const restored = await restoreVersion(ctx, { flowId, number, ifRev: parseIfMatch(header('if-match')) });
    return { status: 200, body: restored, headers: { ETag: toETag(restored.draftRev) } };
  },
  { failures: ['draft_conflict'] },
);

/** The endpoints of published versions of a flow. */
export const flowVersionEndpoints = [listVersionsEndpoint, getVersionEndpoint, restoreVersionEndpoint];

import { createRoute } from '@hono/zod-openapi';
import { toETag } from '@/server/http/response/revision-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { duplicateFlow } from '@/server/services/flow/duplicate-flow';
import { setFlowTags } from '@/server/services/flow/flow-tags';
import { restoreFlow } from '@/server/services/flow/restore-flow';
import { duplicateFlowBody, flow, flowPath, flowTags, restoreFlowBody } from '../schemas/flows';

const restoreFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/restore',
    operationId: 'restoreFlow',
    tags: ['Flows'],
    summary: 'Restore an archived flow',
    description:
      'The path has the id of the flow. It has its draft, versions, tests, tags and triggers again, and starts sessions. If another flow has its slug now (409), give another slug; if another flow has one of its intents or forms, it is refused with the problems (422). A flow that is not archived stays as it is.',
    request: { params: flowPath, body: jsonBody(restoreFlowBody, { required: false }) },
    responses: { 200: jsonReply('The restored flow', flow) },
  }),
  async ({ ctx, params: { flowId }, body }) => {
    const restored = await restoreFlow(ctx, { ...body, flowId });
    return { status: 200, body: restored, headers: { ETag: toETag(restored.draftRev) } };
  },
  { failures: ['slug_taken', 'flow_invalid'] },
);

const duplicateFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/duplicate',
    operationId: 'duplicateFlow',
    tags: ['Flows'],
    summary: 'Duplicate a flow',
    description: 'Creates a flow with the draft, the tests and the tags of the flow; nothing is published.',
    request: { params: flowPath, body: jsonBody(duplicateFlowBody, { required: false }) },
    responses: { 201: jsonReply('The new flow, unpublished', flow) },
  }),
  async ({ ctx, params: { flowId }, body }) => {
    const made = await duplicateFlow(ctx, { ...body, flowId });
    return { status: 201, body: made, headers: { ETag: toETag(made.draftRev) } };
  },
);

const setFlowTagsEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/flows/{flowId}/tags',
    operationId: 'setFlowTags',
    tags: ['Flows'],
    summary: 'Replace the tags of a flow',
    description: 'Gives the flow these tags and no others.',
    request: { params: flowPath, body: jsonBody(flowTags, { required: true }) },
    responses: { 200: jsonReply('The tags', flowTags) },
  }),
  async ({ ctx, params: { flowId }, body: { tags } }) => ({
    status: 200,
    body: { tags: await setFlowTags(ctx, { flowId, tags }) },
  }),
);

/** The endpoints of flows as a collection: archived ones, copies and tags. */
export const flowCollectionEndpoints = [restoreFlowEndpoint, duplicateFlowEndpoint, setFlowTagsEndpoint];

import { createRoute } from '@hono/zod-openapi';
import { parseIfMatch, toETag } from '@/server/http/response/revision-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { ifMatch, jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { archiveFlow } from '@/server/services/flow/archive-flow';
import { createFlow } from '@/server/services/flow/create-flow';
import { saveDraft } from '@/server/services/flow/draft/save-draft';
import { validateDefinition, validateDraft } from '@/server/services/flow/draft/validate-draft';
import { getFlow } from '@/server/services/flow/get-flow';
import { listFlows } from '@/server/services/flow/list-flows';
import { putFlow } from '@/server/services/flow/put-flow';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import { orgPath } from '../schemas/base';
import { publishedVersion } from '../schemas/flow-versions';
import {
  createFlowBody,
  draftReport,
  flow,
  flowList,
  flowPath,
  flowsQuery,
  publishBody,
  putFlowBody,
  updateFlowBody,
  validateBody,
  validateDefinitionBody,
} from '../schemas/flows';
import { FLOW_BODY_BYTES } from './describe-route';

const listFlowsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows',
    operationId: 'listFlows',
    tags: ['Flows'],
    summary: 'List flows',
    description:
      'search matches a part of a name or a slug. Archived flows are listed with archived=true alone; they have the slug that they had.',
    request: { params: orgPath, query: flowsQuery },
    responses: { 200: jsonReply('Flows, latest change first', flowList) },
  }),
  async ({ ctx, query }) => ({
    status: 200,
    body: await listFlows(ctx, query),
  }),
);

const createFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows',
    operationId: 'createFlow',
    tags: ['Flows'],
    summary: 'Create a flow',
    description:
      'The definition becomes the draft and may be unfinished; default: a small example. Nothing runs before it is published.',
    request: { params: orgPath, body: jsonBody(createFlowBody, { required: true }) },
    responses: { 201: jsonReply('The flow, unpublished', flow) },
  }),
  async ({ ctx, body }) => {
    const made = await createFlow(ctx, body);
    return { status: 201, body: made, headers: { ETag: toETag(made.draftRev) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES, failures: ['limit_exceeded'] },
);

const getFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}',
    operationId: 'getFlow',
    tags: ['Flows'],
    summary: 'Read a flow and its draft',
    description: 'The saved draft and the published version. Send the ETag as If-Match to save the draft.',
    request: { params: flowPath },
    responses: { 200: jsonReply('The flow', flow) },
  }),
  async ({ ctx, params: { flowId } }) => {
    const found = await getFlow(ctx, { flowId });
    return { status: 200, body: found, headers: { ETag: toETag(found.draftRev) } };
  },
);

const updateFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'patch',
    path: '/orgs/{orgId}/flows/{flowId}',
    operationId: 'updateFlow',
    tags: ['Flows'],
    summary: 'Save the draft or the name',
    description: 'The draft may be unfinished. With If-Match it is saved only over that revision.',
    request: { params: flowPath, headers: ifMatch, body: jsonBody(updateFlowBody, { required: true }) },
    responses: { 200: jsonReply('The saved flow', flow) },
  }),
  async ({ ctx, params: { flowId }, body, header }) => {
    const saved = await saveDraft(ctx, { ...body, flowId, ifRev: parseIfMatch(header('if-match')) });
    return { status: 200, body: saved, headers: { ETag: toETag(saved.draftRev) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES, failures: ['draft_conflict', 'slug_taken', 'limit_exceeded'] },
);

const putFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/flows/{flowId}',
    operationId: 'putFlow',
    tags: ['Flows'],
    summary: 'Create a flow or save its draft',
    description:
      'Saves the draft of the flow with this slug or id; if no flow has the slug, creates it. With If-Match the flow must exist, and its draft must have that revision.',
    request: { params: flowPath, headers: ifMatch, body: jsonBody(putFlowBody, { required: true }) },
    responses: {
      200: jsonReply('The flow with the saved draft', flow),
      201: jsonReply('The new flow, unpublished', flow),
    },
  }),
  async ({ ctx, params: { flowId }, body, header }) => {
    const condition = header('if-match');
    const { flow: saved, isNew } = await putFlow(ctx, {
      ...body,
      flowRef: flowId,
      ifRev: parseIfMatch(condition),
      mustExist: condition !== null,
    });
    return { status: isNew ? 201 : 200, body: saved, headers: { ETag: toETag(saved.draftRev) } };
  },
  {
    maxBodyBytes: FLOW_BODY_BYTES,
    failures: ['draft_conflict', 'precondition_failed', 'slug_taken', 'limit_exceeded'],
  },
);

const archiveFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/flows/{flowId}',
    operationId: 'archiveFlow',
    tags: ['Flows'],
    summary: 'Archive a flow',
    description:
      'The flow starts no more sessions and its slug is free; running sessions continue. Archived flows are listed and can be restored.',
    request: { params: flowPath },
    responses: { 204: { description: 'The flow is archived' } },
  }),
  async ({ ctx, params: { flowId } }) => {
    await archiveFlow(ctx, { flowId });
    return { status: 204 };
  },
);

const validateFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/validate',
    operationId: 'validateFlow',
    tags: ['Flows'],
    summary: 'Check a draft',
    description: "Checks the flow's draft, or the definition in the body without saving it.",
    request: { params: flowPath, body: jsonBody(validateBody, { required: false }) },
    responses: {
      200: jsonReply(
        'Problems, of which errors prevent publishing, and where personal data can get to',
        draftReport,
      ),
    },
  }),
  async ({ ctx, params: { flowId }, body: { definition } }) => {
    return { status: 200, body: await validateDraft(ctx, { flowId, definition }) };
  },
  { maxBodyBytes: FLOW_BODY_BYTES },
);

const validateDefinitionEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/validate',
    operationId: 'validateDefinition',
    tags: ['Flows'],
    summary: 'Check a definition without a flow',
    description: 'Lists what would prevent publishing the definition in the organization. Nothing is saved.',
    request: { params: orgPath, body: jsonBody(validateDefinitionBody, { required: true }) },
    responses: {
      200: jsonReply(
        'Problems, of which errors prevent publishing, and where personal data can get to',
        draftReport,
      ),
    },
  }),
  async ({ ctx, body }) => ({ status: 200, body: await validateDefinition(ctx, body) }),
  { maxBodyBytes: FLOW_BODY_BYTES, failures: ['limit_exceeded'] },
);

const publishFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/publish',
    operationId: 'publishFlow',
    tags: ['Flows'],
    summary: 'Publish the draft',
    description:
      'Checks the draft and makes it the next version, which new sessions run, or those of the environment that is named alone. Running sessions keep their version. An invalid draft is refused with its problems, and one whose tests fail with these, unless a reason is given. Drafts that are named in `with` are published along. If the draft and the versions of its called flows are those of the version that the environment has, or of the newest one for no environment, no version is made and the response is that one.',
    request: { params: flowPath, headers: ifMatch, body: jsonBody(publishBody, { required: false }) },
    responses: {
      200: jsonReply('The current version, which the draft does not change', publishedVersion),
      201: jsonReply('The new version', publishedVersion),
    },
  }),
  async ({ ctx, params: { flowId }, body, header }) => {
    const ifRev = parseIfMatch(header('if-match'));
    const { isNew, ...version } = await publishFlow(ctx, { ...body, flowId, ifRev });
    return { status: isNew ? 201 : 200, body: version };
  },
  { failures: ['draft_conflict', 'flow_invalid', 'tests_failed', 'limit_exceeded', 'name_taken'] },
);

/** The endpoints of flows and their drafts. */
export const flowEndpoints = [
  listFlowsEndpoint,
  createFlowEndpoint,
  getFlowEndpoint,
  updateFlowEndpoint,
  putFlowEndpoint,
  archiveFlowEndpoint,
  validateFlowEndpoint,
  validateDefinitionEndpoint,
  publishFlowEndpoint,
];

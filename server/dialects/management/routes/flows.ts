import { createRoute } from '@hono/zod-openapi';
import { parseIfMatch, toETag } from '@/server/http/response/revision-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { ifMatch, jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { archiveFlow } from '@/server/services/flow/archive-flow';
import { createFlow } from '@/server/services/flow/create-flow';
import { saveDraft } from '@/server/services/flow/draft/save-draft';
import { validateDraft } from '@/server/services/flow/draft/validate-draft';
import { exportFlow } from '@/server/services/flow/export-flow';
import { getFlow } from '@/server/services/flow/get-flow';
import { importFlow } from '@/server/services/flow/import-flow';
import { listFlows } from '@/server/services/flow/list-flows';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import { errorBody, orgPath } from '../schemas/base';
import { publishedVersion } from '../schemas/flow-versions';
import {
  createFlowBody,
  exportQuery,
  flow,
  flowFile,
  flowList,
  flowPath,
  flowsQuery,
  importBody,
  problems,
  publishBody,
  updateFlowBody,
  validateBody,
} from '../schemas/flows';
import { DRAFT_FAILURES, FAILURES, FLOW_BODY_BYTES, NAMED_FAILURES } from './describe-route';

const listFlowsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows',
    summary: 'List flows',
    description: 'Without the archived ones. search finds a part of a name or slug.',
    request: { params: orgPath, query: flowsQuery },
    responses: { 200: jsonReply('Flows, the latest change first', flowList), ...FAILURES },
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
    summary: 'Create a flow',
    description:
      'Its draft is the definition, or a small one to begin with; it may be unfinished. Nothing runs before it is published.',
    request: { params: orgPath, body: jsonBody(createFlowBody, { required: true }) },
    responses: { 201: jsonReply('The flow; nothing of it is published yet', flow), ...FAILURES },
  }),
  async ({ ctx, body }) => {
    const made = await createFlow(ctx, body);
    return { status: 201, body: made, headers: { ETag: toETag(made.draftRev) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES },
);

const getFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}',
    summary: 'Read a flow and its draft',
    description:
      'Its draft as it was saved last, and which version is published. The ETag serves If-Match when the draft is saved.',
    request: { params: flowPath },
    responses: { 200: jsonReply('The flow; its ETag serves If-Match', flow), ...NAMED_FAILURES },
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
    summary: 'Save the draft or the name',
    description:
      'The draft may be unfinished. With If-Match it is saved only over the revision that was read.',
    request: { params: flowPath, headers: ifMatch, body: jsonBody(updateFlowBody, { required: true }) },
    responses: { 200: jsonReply('The flow as saved', flow), ...DRAFT_FAILURES },
  }),
  async ({ ctx, params: { flowId }, body, header }) => {
    const saved = await saveDraft(ctx, { ...body, flowId, ifRev: parseIfMatch(header('if-match')) });
    return { status: 200, body: saved, headers: { ETag: toETag(saved.draftRev) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES },
);

const archiveFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/flows/{flowId}',
    summary: 'Archive a flow',
    description: 'It starts no more sessions and its slug is free again; sessions that run go on.',
    request: { params: flowPath },
    responses: { 204: { description: 'It takes no new sessions; running ones go on' }, ...NAMED_FAILURES },
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
    summary: 'Check a draft',
    description: "Checks the flow's own draft, or the definition in the body, which is not saved.",
    request: { params: flowPath, body: jsonBody(validateBody, { required: false }) },
    responses: { 200: jsonReply('What is wrong; errors prevent publishing', problems), ...NAMED_FAILURES },
  }),
  async ({ ctx, params: { flowId }, body: { definition } }) => {
    const found = await validateDraft(ctx, { flowId, definition });
    return { status: 200, body: { problems: found } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES },
);

const publishFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/publish',
    summary: 'Publish the draft',
    description:
      'Checks the draft, freezes it as the next version and makes that the one that starts. Sessions that go on stay on their own. An invalid draft is refused with its problems.',
    request: { params: flowPath, headers: ifMatch, body: jsonBody(publishBody, { required: false }) },
    responses: {
      201: jsonReply('The version, open to callers', publishedVersion),
      422: jsonReply('flow_invalid: the draft has errors', errorBody),
      ...DRAFT_FAILURES,
    },
  }),
  async ({ ctx, params: { flowId }, body, header }) => ({
    status: 201,
    body: await publishFlow(ctx, { ...body, flowId, ifRev: parseIfMatch(header('if-match')) }),
  }),
);

const exportFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/export',
    summary: 'Export a flow as a file',
    description: 'The draft, or the version that is named, as a file that can be imported elsewhere.',
    request: { params: flowPath, query: exportQuery },
    responses: { 200: jsonReply('The draft, or the version asked for', flowFile), ...NAMED_FAILURES },
  }),
  async ({ ctx, params: { flowId }, query: { version } }) => {
    const file = await exportFlow(ctx, { flowId, number: version });
    return {
      status: 200,
      body: file,
      headers: { 'Content-Disposition': `attachment; filename="${file.slug}.flow.json"` },
    };
  },
);

const importFlowEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/import',
    summary: 'Make a flow of a file',
    description:
      'Makes a flow whose draft is the definition of the file. A slug that is taken is refused with 409.',
    request: { params: orgPath, body: jsonBody(importBody, { required: true }) },
    responses: {
      201: jsonReply('The flow; nothing of it is published yet', flow),
      409: jsonReply('slug_taken', errorBody),
      ...FAILURES,
    },
  }),
  async ({ ctx, body: { file, slug } }) => {
    const made = await importFlow(ctx, { file, slug });
    return { status: 201, body: made, headers: { ETag: toETag(made.draftRev) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES },
);

/** The endpoints of flows and their drafts. */
export const flowEndpoints = [
  listFlowsEndpoint,
  createFlowEndpoint,
  getFlowEndpoint,
  updateFlowEndpoint,
  archiveFlowEndpoint,
  validateFlowEndpoint,
  publishFlowEndpoint,
  exportFlowEndpoint,
  importFlowEndpoint,
];

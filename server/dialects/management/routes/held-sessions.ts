import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import {
  continueSession,
  editHeldVariables,
  releaseSession,
} from '@/server/services/session/debug/continue-session';
import { keepHold } from '@/server/services/session/debug/keep-hold';
import { listHeldSessions } from '@/server/services/session/debug/list-held-sessions';
import { previewNode } from '@/server/services/session/debug/preview-node';
import type { JsonObject } from '@/server/shared/json';
import { orgPath } from '../schemas/base';
import {
  continueBody,
  editBody,
  heldSession,
  heldSessionList,
  keptHold,
  releaseBody,
} from '../schemas/breakpoints';
import { session, sessionPath } from '../schemas/sessions';
import { toSessionBody } from '../translate';

const SESSION = '/orgs/{orgId}/sessions/{sessionId}/debug';

const listEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/held-sessions',
    operationId: 'listHeldSessions',
    tags: ['Debugging'],
    summary: 'List held sessions',
    description: 'The sessions that breakpoints hold now.',
    request: { params: orgPath },
    responses: { 200: jsonReply('The held sessions', heldSessionList) },
  }),
  async ({ ctx }) => ({ status: 200, body: { items: await listHeldSessions(ctx) } }),
);

const previewEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: SESSION,
    operationId: 'previewNode',
    tags: ['Debugging'],
    summary: 'Preview the next node',
    description: 'Where a session is held, its variables, and what the node would do.',
    request: { params: sessionPath },
    responses: { 200: jsonReply('The held session', heldSession) },
  }),
  async ({ ctx, params: { sessionId } }) => {
    const {
      flow: calledFlow,
      node: nodeId,
      breakpoint: breakpointId,
      nth: _,
      preview,
      ...rest
    } = await previewNode(ctx, { sessionId });
    const step = preview.step as JsonObject | null;
    return {
      status: 200,
      body: { ...rest, calledFlow, nodeId, breakpointId, preview: { ...preview, step } },
    };
  },
  { failures: ['session_not_held'] },
);

const continueEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: `${SESSION}/continue`,
    operationId: 'continueSession',
    tags: ['Debugging'],
    summary: 'Continue a held session',
    description: 'It goes on up to the next breakpoint, or with step up to the next node.',
    request: { params: sessionPath, body: jsonBody(continueBody, { required: false }) },
    responses: { 200: jsonReply('The session', session) },
  }),
  async ({ ctx, params: { sessionId }, body }) => ({
    status: 200,
    body: toSessionBody(await continueSession(ctx, { ...body, sessionId })),
  }),
  { failures: ['session_not_held', 'precondition_failed'] },
);

const releaseEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: `${SESSION}/release`,
    operationId: 'releaseSession',
    tags: ['Debugging'],
    summary: 'Let a held session go',
    description: 'It goes on, and no breakpoint holds it again.',
    request: { params: sessionPath, body: jsonBody(releaseBody, { required: false }) },
    responses: { 200: jsonReply('The session', session) },
  }),
  async ({ ctx, params: { sessionId }, body }) => ({
    status: 200,
    body: toSessionBody(await releaseSession(ctx, { ...body, sessionId })),
  }),
  { failures: ['session_not_held', 'precondition_failed'] },
);

const keepEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: `${SESSION}/keep`,
    operationId: 'keepHold',
    tags: ['Debugging'],
    summary: 'Hold a session longer',
    description:
      'Again for the time of its breakpoint, and for an hour in all. The console sends it while a person looks.',
    request: { params: sessionPath },
    responses: { 200: jsonReply('Until when it is held', keptHold) },
  }),
  async ({ ctx, params: { sessionId } }) => ({ status: 200, body: await keepHold(ctx, { sessionId }) }),
  { failures: ['session_not_held'] },
);

const editEndpoint = defineEndpoint(
  createRoute({
    method: 'patch',
    path: `${SESSION}/variables`,
    operationId: 'editHeldVariables',
    tags: ['Debugging'],
    summary: 'Edit variables of a held session',
    description: 'Sets variables of the flow before whose node it is held.',
    request: { params: sessionPath, body: jsonBody(editBody, { required: true }) },
    responses: { 200: jsonReply('The session', session) },
  }),
  async ({ ctx, params: { sessionId }, body }) => ({
    status: 200,
    body: toSessionBody(await editHeldVariables(ctx, { ...body, set: body.set as JsonObject, sessionId })),
  }),
  { failures: ['session_not_held', 'precondition_failed', 'limit_exceeded'] },
);

/** The endpoints of held sessions. */
export const heldSessionEndpoints = [
  listEndpoint,
  previewEndpoint,
  continueEndpoint,
  releaseEndpoint,
  keepEndpoint,
  editEndpoint,
];

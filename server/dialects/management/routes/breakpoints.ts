import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { listBreakpoints } from '@/server/services/breakpoint/list-breakpoints';
import { removeBreakpoint } from '@/server/services/breakpoint/remove-breakpoint';
import { setBreakpoint } from '@/server/services/breakpoint/set-breakpoint';
import { breakpoint, breakpointList, breakpointPath, newBreakpoint } from '../schemas/breakpoints';
import { flowPath } from '../schemas/flows';

const listEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/breakpoints',
    operationId: 'listBreakpoints',
    tags: ['Debugging'],
    summary: 'List breakpoints',
    description: 'The breakpoints of a flow that have not expired, newest first.',
    request: { params: flowPath },
    responses: { 200: jsonReply('The breakpoints', breakpointList) },
  }),
  async ({ ctx, params: { flowId } }) => ({
    status: 200,
    body: { items: await listBreakpoints(ctx, { flowId }) },
  }),
);

const setEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/breakpoints',
    operationId: 'setBreakpoint',
    tags: ['Debugging'],
    summary: 'Set a breakpoint',
    description:
      'Holds the sessions of a published version, or one of them, before a node. To callers a held session looks as if a call were under way. The node and the called flow must be of the version, and the condition an expression. Other processes know the breakpoint within two seconds.',
    request: { params: flowPath, body: jsonBody(newBreakpoint, { required: true }) },
    responses: { 201: jsonReply('The breakpoint', breakpoint) },
  }),
  async ({ ctx, params: { flowId }, body }) => ({
    status: 201,
    body: await setBreakpoint(ctx, { ...body, flowId }),
  }),
  { failures: ['flow_not_published', 'limit_exceeded'] },
);

const removeEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/flows/{flowId}/breakpoints/{breakpointId}',
    operationId: 'removeBreakpoint',
    tags: ['Debugging'],
    summary: 'Remove a breakpoint',
    description: 'The sessions that it holds are let go.',
    request: { params: breakpointPath },
    responses: { 204: { description: 'It is removed' } },
  }),
  async ({ ctx, params: { flowId, breakpointId } }) => {
    await removeBreakpoint(ctx, { flowId, breakpointId });
    return { status: 204 };
  },
);

/** The endpoints of breakpoints. */
export const breakpointEndpoints = [listEndpoint, setEndpoint, removeEndpoint];

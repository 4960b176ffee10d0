import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { archiveFlow } from '@/server/services/flow/archive-flow';
import { flowPath } from '../schemas';
import { NAMED_FAILURES } from './describe-route';

const route = createRoute({
  method: 'delete',
  path: '/orgs/{orgId}/flows/{flowId}',
  summary: 'Archive a flow',
  description: 'It starts no more sessions and its slug is free again; sessions that run go on.',
  request: { params: flowPath },
  responses: { 204: { description: 'It takes no new sessions; running ones go on' }, ...NAMED_FAILURES },
});

/** Archive a flow. */
export const archiveFlowEndpoint = defineEndpoint(route, async ({ ctx, params: { flowId } }) => {
  await archiveFlow(ctx, { flowId });
  return { status: 204 };
});

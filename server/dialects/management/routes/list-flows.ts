import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/endpoint';
import { jsonReply } from '@/server/http/openapi';
import { listFlows } from '@/server/services/flow/list-flows';
import { flowList, flowsQuery, orgPath } from '../schemas';
import { FAILURES } from './describe-route';

const route = createRoute({
  method: 'get',
  path: '/orgs/{orgId}/flows',
  summary: 'List flows',
  description: 'Without the archived ones. search finds a part of a name or slug.',
  request: { params: orgPath, query: flowsQuery },
  responses: { 200: jsonReply('Flows, the latest change first', flowList), ...FAILURES },
});

/** List flows. */
export const listFlowsEndpoint = defineEndpoint(route, async ({ ctx, query }) => ({
  status: 200,
  body: await listFlows(ctx, query),
}));

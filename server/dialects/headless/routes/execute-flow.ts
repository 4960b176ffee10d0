import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { resolveFlowRef } from '@/server/services/flow/resolve-flow-ref';
import { getReply } from '@/server/services/session/get-reply';
import { startSession } from '@/server/services/session/start-session';
import { toRegional } from '../regional';
import { executionReply } from '../schemas/replies';
import { executeBody, executeQuery, flowPath } from '../schemas/requests';
import { toExecutionBody } from '../translate';
import { START_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/orgs/{orgId}/flows/{flowId}/execute',
  operationId: 'executeFlow',
  tags: ['Flows'],
  summary: 'Execute a flow',
  description: 'The body is the map of variables. Runs to the first wait or the end and reports the status.',
  request: { params: flowPath, query: executeQuery, body: jsonBody(executeBody, { required: false }) },
  responses: { 200: jsonReply('The status of the run', executionReply) },
});

/** WIRE.md#execute-a-flow; the form of the response is ours. */
export const executeFlowEndpoint = ({ waitMs }: { waitMs: number }) =>
  defineEndpoint(
    route,
    async ({ ctx, params, query, body, applied }) => {
      const reply = applied
        ? await getReply(ctx, { ...applied, waitMs })
        : await startSession(ctx, {
            flowId: await resolveFlowRef(ctx, { flowRef: params.flowId }),
            variables: body,
            channel: 'api',
            regional: toRegional(query),
            environment: query.environment,
            version: query.version === undefined ? undefined : Number(query.version),
            waitMs,
          });
      return { status: 200, body: toExecutionBody(reply), keep: reply.settled };
    },
    { failures: START_FAILURES },
  );

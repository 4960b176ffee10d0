import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { requireOrganization } from '@/server/http/routing/require-organization';
import { readInputReply, toInputReply } from '../../reply/execution-reply';
import { resume } from '../../resume';
import { executionPath, executionReply, resumeBody } from '../schemas';
import { toExecutionBody } from '../translate';
import { RUN_FAILURES } from './describe-route';

const route = createRoute({
  method: 'post',
  path: '/executions/{executionId}/resume',
  operationId: 'resumeExecution',
  tags: ['Executions'],
  summary: 'Resume an execution',
  description: 'Answers its wait with input.values, which must fit its expected_input.',
  request: { params: executionPath, body: jsonBody(resumeBody, { required: true }) },
  responses: { 200: jsonReply('The execution', executionReply) },
});

/** WIRE.md#engine-api. */
export const resumeExecutionEndpoint = ({ waitMs }: { waitMs: number }) =>
  defineEndpoint(
    route,
    async ({ ctx, params: { executionId }, body, applied }) => {
      requireOrganization(ctx.actor, body.tenant_id);
      if (applied) return { status: 200, body: toExecutionBody(await readInputReply(ctx, applied, null)) };
      const { wait_token: waitToken, input, context, variables } = body;
      const reply = await resume(ctx, {
        executionId,
        waitToken,
        values: input.values ?? {},
        // The context of the trigger stays in `trigger.context`.
        variables: { ...variables, ...(context && { context }) },
        usage: null,
        waitMs,
      });
      const execution = await toInputReply(ctx, reply, null);
      return { status: 200, body: toExecutionBody(execution), keep: execution.session.status !== 'running' };
    },
    { failures: RUN_FAILURES },
  );

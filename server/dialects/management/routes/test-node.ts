import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { testNode } from '@/server/services/flow/node-test/test-node';
import type { JsonObject } from '@/server/shared/json';
import { flowPath } from '../schemas/flows';
import { nodeTest, testNodeBody } from '../schemas/test-node';
import { FLOW_BODY_BYTES } from './describe-route';

/** The test of one node. */
export const testNodeEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/test-node',
    operationId: 'testNode',
    tags: ['Flow tests'],
    summary: 'Test one node',
    description:
      'Runs one `http` or `ai` node of the draft, or of the definition of the body, with sample variables. Shows its request; with `send` it is sent once, with the connection and the secrets of the organization, and waits at most 60 seconds. Returns the answer, what the node sets and the exit that it takes. Nothing is stored. `contact` and `visitor` are empty. Masks credentials.',
    request: { params: flowPath, body: jsonBody(testNodeBody, { required: true }) },
    responses: { 200: jsonReply('What the node does', nodeTest) },
  }),
  async ({ ctx, params: { flowId }, body: { variables, ...body } }) => ({
    status: 200,
    body: await testNode(ctx, { ...body, flowId, variables: variables as JsonObject | undefined }),
  }),
  { maxBodyBytes: FLOW_BODY_BYTES, failures: ['flow_invalid', 'limit_exceeded'] },
);

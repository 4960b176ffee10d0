import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { getFlowTests } from '@/server/services/flow/test/get-flow-tests';
import { runFlowTests } from '@/server/services/flow/test/run-flow-tests';
import { saveFlowTests } from '@/server/services/flow/test/save-flow-tests';
import { flowTestsBody, runTestsBody, testReport } from '../schemas/flow-tests';
import { flowPath } from '../schemas/flows';
import { FLOW_BODY_BYTES } from './describe-route';

// Tests and a definition.
const RUN_BODY_BYTES = 2 * FLOW_BODY_BYTES;

const getTestsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/tests',
    operationId: 'getFlowTests',
    tags: ['Flow tests'],
    summary: 'Read the tests of a flow',
    description: 'The tests as they were saved. Exported files and bundles have them, too.',
    request: { params: flowPath },
    responses: { 200: jsonReply('The tests', flowTestsBody) },
  }),
  async ({ ctx, params: { flowId } }) => ({
    status: 200,
    body: { tests: await getFlowTests(ctx, { flowId }) },
  }),
);

const putTestsEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/flows/{flowId}/tests',
    operationId: 'saveFlowTests',
    tags: ['Flow tests'],
    summary: 'Save the tests of a flow',
    description:
      'Replaces all tests of the flow; they need not pass. A test has steps (what people, services and time do) and expectations. /schemas/flow.json describes the tests, too.',
    request: { params: flowPath, body: jsonBody(flowTestsBody, { required: true }) },
    responses: { 200: jsonReply('The saved tests', flowTestsBody) },
  }),
  async ({ ctx, params: { flowId }, body: { tests } }) => ({
    status: 200,
    body: { tests: await saveFlowTests(ctx, { flowId, tests }) },
  }),
  { maxBodyBytes: FLOW_BODY_BYTES, failures: ['limit_exceeded'] },
);

const runTestsEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/tests/run',
    operationId: 'runFlowTests',
    tags: ['Flow tests'],
    summary: 'Run the tests of a flow',
    description:
      'Runs the stored tests, or those of the body, on the draft, or on the definition of the body, with the published versions of the flows that it calls. Time is virtual, calls and models are answered by the tests, and nothing is saved or sent. A test ends at its first step that fails.',
    request: { params: flowPath, body: jsonBody(runTestsBody, { required: false }) },
    responses: { 200: jsonReply('The results and the coverage', testReport) },
  }),
  async ({ ctx, params: { flowId }, body: { tests, definition } }) => {
    const { results, ...report } = await runFlowTests(ctx, { flowId, tests, definition });
    const shown = results.map(({ name, passed, failures }) => ({ name, passed, failures }));
    return { status: 200, body: { ...report, results: shown } };
  },
  { maxBodyBytes: RUN_BODY_BYTES, failures: ['flow_invalid', 'limit_exceeded'] },
);

/** The endpoints of the tests of a flow. */
export const flowTestEndpoints = [getTestsEndpoint, putTestsEndpoint, runTestsEndpoint];

import { createRoute } from '@hono/zod-openapi';
import { parseIfMatchHash, toHashETag } from '@/server/http/response/revision-etag';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { ifMatch, jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { addFlowTests } from '@/server/services/flow/test/add-flow-tests';
import { addSessionTest } from '@/server/services/flow/test/add-session-test';
import { addTrafficTests } from '@/server/services/flow/test/add-traffic-tests';
import { getFlowTests } from '@/server/services/flow/test/get-flow-tests';
import { runFlowTests } from '@/server/services/flow/test/run-flow-tests';
import { saveFlowTests } from '@/server/services/flow/test/save-flow-tests';
import type { JsonObject } from '@/server/shared/json';
import {
  addedTests,
  flowTestsBody,
  runTestsBody,
  sessionTest,
  sessionTestBody,
  testReport,
  trafficTests,
  trafficTestsBody,
} from '../schemas/flow-tests';
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
    description:
      'The tests as they were saved. Send the ETag as If-Match to save them. Exported files and bundles have them, too.',
    request: { params: flowPath },
    responses: { 200: jsonReply('The tests', flowTestsBody) },
  }),
  async ({ ctx, params: { flowId } }) => {
    const { tests, tag } = await getFlowTests(ctx, { flowId });
    return { status: 200, body: { tests }, headers: { ETag: toHashETag(tag) } };
  },
);

const putTestsEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/flows/{flowId}/tests',
    operationId: 'saveFlowTests',
    tags: ['Flow tests'],
    summary: 'Save the tests of a flow',
    description:
      'Replaces all tests of the flow; they need not pass. A test has steps (what people, services and time do) and expectations. /schemas/flow.json describes the tests, too. With If-Match they are saved only over the tests of that ETag.',
    request: { params: flowPath, headers: ifMatch, body: jsonBody(flowTestsBody, { required: true }) },
    responses: { 200: jsonReply('The saved tests', flowTestsBody) },
  }),
  async ({ ctx, params: { flowId }, body, header }) => {
    const ifTag = parseIfMatchHash(header('if-match'));
    const { tests, tag } = await saveFlowTests(ctx, { flowId, tests: body.tests, ifTag });
    return { status: 200, body: { tests }, headers: { ETag: toHashETag(tag) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES, failures: ['precondition_failed', 'limit_exceeded'] },
);

const addTestsEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/tests',
    operationId: 'addFlowTests',
    tags: ['Flow tests'],
    summary: 'Add tests to a flow',
    description: 'Adds the tests after those that the flow has. A name that is in use gets a number.',
    request: { params: flowPath, body: jsonBody(flowTestsBody, { required: true }) },
    responses: { 201: jsonReply('The names of the added tests', addedTests) },
  }),
  async ({ ctx, params: { flowId }, body }) => {
    const { tests, tag, added } = await addFlowTests(ctx, { flowId, tests: body.tests });
    return { status: 201, body: { added, total: tests.length }, headers: { ETag: toHashETag(tag) } };
  },
  { maxBodyBytes: FLOW_BODY_BYTES, failures: ['limit_exceeded'] },
);

const addSessionTestEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/tests/from-session',
    operationId: 'addSessionTest',
    tags: ['Flow tests'],
    summary: 'Keep a session as a test',
    description:
      'Makes a test from a recorded session of the flow, with exact expectations after each step, and adds it. The test passes on the version that the session ran on. It has what people wrote and services answered, but no credentials.',
    request: { params: flowPath, body: jsonBody(sessionTestBody, { required: true }) },
    responses: { 201: jsonReply('The added test', sessionTest) },
  }),
  async ({ ctx, params: { flowId }, body }) => {
    const { test, difference, tag } = await addSessionTest(ctx, { ...body, flowId });
    return {
      status: 201,
      body: { test: test as JsonObject, difference },
      headers: { ETag: toHashETag(tag) },
    };
  },
  { failures: ['limit_exceeded'] },
);

const addTrafficTestsEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/tests/from-traffic',
    operationId: 'addTrafficTests',
    tags: ['Flow tests'],
    summary: 'Make tests from recorded sessions',
    description:
      'Chooses the fewest recorded sessions that pass every exit of the draft that any of them passes and no test takes yet, and adds a test for each. Reads sessions for at most 20 seconds, the newest first, and adds at most 100 tests.',
    request: { params: flowPath, body: jsonBody(trafficTestsBody, { required: false }) },
    responses: { 200: jsonReply('The added tests', trafficTests) },
  }),
  async ({ ctx, params: { flowId }, body }) => ({
    status: 200,
    body: await addTrafficTests(ctx, { ...body, flowId }),
  }),
  { failures: ['limit_exceeded'] },
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
export const flowTestEndpoints = [
  getTestsEndpoint,
  putTestsEndpoint,
  addTestsEndpoint,
  addSessionTestEndpoint,
  addTrafficTestsEndpoint,
  runTestsEndpoint,
];

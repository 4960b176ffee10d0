import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonReply } from '@/server/http/routing/openapi';
import { getCoverage } from '@/server/services/coverage/get-coverage';
import { getFunnel } from '@/server/services/coverage/get-funnel';
import { listSamples } from '@/server/services/coverage/list-samples';
import { coverage, coverageQuery, funnel, funnelQuery, samples, samplesQuery } from '../schemas/coverage';
import { flowPath } from '../schemas/flows';

const getCoverageEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/coverage',
    operationId: 'getCoverage',
    tags: ['Coverage'],
    summary: 'Count sessions by node and exit',
    description:
      'Counts the sessions that began on a version in a period, by the nodes and exits that they passed and where they stopped, without test sessions. Each session counts once. New turns are counted after some seconds, those of sessions that began earlier after some minutes.',
    request: { params: flowPath, query: coverageQuery },
    responses: { 200: jsonReply('The counts', coverage) },
  }),
  async ({ ctx, params: { flowId }, query }) => ({
    status: 200,
    body: await getCoverage(ctx, { ...query, flowId }),
  }),
);

const getFunnelEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/coverage/funnel',
    operationId: 'getCoverageFunnel',
    tags: ['Coverage'],
    summary: 'Count sessions that go from one place to another',
    description:
      'Counts, of the sessions that began on a version in a period, those that passed one node or exit, and those of them that passed another one afterwards.',
    request: { params: flowPath, query: funnelQuery },
    responses: { 200: jsonReply('The counts', funnel) },
  }),
  async ({ ctx, params: { flowId }, query }) => ({
    status: 200,
    body: await getFunnel(ctx, { ...query, flowId }),
  }),
);

const listSamplesEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/coverage/samples',
    operationId: 'listCoverageSamples',
    tags: ['Coverage'],
    summary: 'List what was said at a node or an exit',
    description:
      'Of up to 10 sessions, the newest first, what was said in the last turn that passed the place. Sessions whose transcripts were deleted are left out.',
    request: { params: flowPath, query: samplesQuery },
    responses: { 200: jsonReply('The samples', samples) },
  }),
  async ({ ctx, params: { flowId }, query }) => ({
    status: 200,
    body: { items: await listSamples(ctx, { ...query, flowId }) },
  }),
);

/** The endpoints of counts of sessions by node and exit. */
export const coverageEndpoints = [getCoverageEndpoint, getFunnelEndpoint, listSamplesEndpoint];

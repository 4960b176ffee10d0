import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { listFlowEnvironments } from '@/server/services/environment/list-flow-environments';
import { promoteVersions } from '@/server/services/environment/promote-versions';
import { rollBack } from '@/server/services/environment/roll-back';
import {
  flowEnvironment,
  flowEnvironmentList,
  flowEnvironmentPath,
  promoteBody,
} from '../schemas/environments';
import { flowPath } from '../schemas/flows';

const listEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/environments',
    operationId: 'listFlowEnvironments',
    tags: ['Environments'],
    summary: 'List the versions of a flow by environment',
    description: 'All environments, also those in which the flow has no version.',
    request: { params: flowPath },
    responses: { 200: jsonReply('The environments with their versions', flowEnvironmentList) },
  }),
  async ({ ctx, params: { flowId } }) => ({
    status: 200,
    body: { items: await listFlowEnvironments(ctx, { flowId }) },
  }),
);

const promoteEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/flows/{flowId}/environments/{environmentName}',
    operationId: 'promoteVersions',
    tags: ['Environments'],
    summary: 'Promote versions to an environment',
    description:
      'Sessions that start in the environment from now on run this version, or one of these by weight. Running sessions keep their version. In production the triggers of the first version replace those of the one before; they are refused if another flow has one of them.',
    request: { params: flowEnvironmentPath, body: jsonBody(promoteBody, { required: true }) },
    responses: { 200: jsonReply('The environment with its versions', flowEnvironment) },
  }),
  async ({ ctx, params: { flowId, environmentName: environment }, body }) => ({
    status: 200,
    body: await promoteVersions(ctx, { ...body, flowId, environment }),
  }),
  { failures: ['flow_invalid'] },
);

const rollBackEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/environments/{environmentName}/roll-back',
    operationId: 'rollBackEnvironment',
    tags: ['Environments'],
    summary: 'Roll an environment back',
    description:
      'Sessions that start from now on run what the environment had before the last change of this flow. Rolling back twice undoes it. Answers 400 if there was nothing before.',
    request: { params: flowEnvironmentPath },
    responses: { 200: jsonReply('The environment with its versions', flowEnvironment) },
  }),
  async ({ ctx, params: { flowId, environmentName: environment } }) => ({
    status: 200,
    body: await rollBack(ctx, { flowId, environment }),
  }),
  { failures: ['flow_invalid'] },
);

/** The endpoints of the versions that a flow has in environments. */
export const flowEnvironmentEndpoints = [listEndpoint, promoteEndpoint, rollBackEndpoint];

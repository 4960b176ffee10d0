import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { compareEnvironments } from '@/server/services/environment/compare-environments';
import { createEnvironment } from '@/server/services/environment/create-environment';
import { deleteEnvironment } from '@/server/services/environment/delete-environment';
import { listEnvironments } from '@/server/services/environment/list-environments';
import { orgPath } from '../schemas/base';
import {
  compareQuery,
  createEnvironmentBody,
  differenceList,
  environment,
  environmentList,
  environmentPath,
} from '../schemas/environments';

const listEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/environments',
    operationId: 'listEnvironments',
    tags: ['Environments'],
    summary: 'List environments',
    description: 'Production, which every organization has, then the others by name.',
    request: { params: orgPath },
    responses: { 200: jsonReply('The environments', environmentList) },
  }),
  async ({ ctx }) => ({ status: 200, body: { items: await listEnvironments(ctx) } }),
);

const createEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/environments',
    operationId: 'createEnvironment',
    tags: ['Environments'],
    summary: 'Create an environment',
    description: 'An organization has at most 10 environments besides production.',
    request: { params: orgPath, body: jsonBody(createEnvironmentBody, { required: true }) },
    responses: { 201: jsonReply('The environment', environment) },
  }),
  async ({ ctx, body }) => ({ status: 201, body: await createEnvironment(ctx, body) }),
  { failures: ['name_taken', 'limit_exceeded'] },
);

const removeEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/environments/{environmentName}',
    operationId: 'removeEnvironment',
    tags: ['Environments'],
    summary: 'Remove an environment',
    description:
      'The versions of the flows stay, and sessions that were started in it go on. Production cannot be removed, and neither can an environment that channels or active keys are bound to.',
    request: { params: environmentPath },
    responses: { 204: { description: 'It is removed' } },
  }),
  async ({ ctx, params: { environmentName: name } }) => {
    await deleteEnvironment(ctx, { name });
    return { status: 204 };
  },
);

const compareEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/environments/{environmentName}/differences',
    operationId: 'compareEnvironments',
    tags: ['Environments'],
    summary: 'Compare two environments',
    description:
      'The flows that have other versions or other weights in one environment than in the other. The first 1,000 flows by name are compared.',
    request: { params: environmentPath, query: compareQuery },
    responses: { 200: jsonReply('The flows that differ', differenceList) },
  }),
  async ({ ctx, params: { environmentName: name }, query }) => ({
    status: 200,
    body: { items: await compareEnvironments(ctx, { environment: name, other: query.with }) },
  }),
);

/** The endpoints of environments. */
export const environmentEndpoints = [listEndpoint, createEndpoint, removeEndpoint, compareEndpoint];

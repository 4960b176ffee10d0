import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { deleteConnection } from '@/server/services/connection/delete-connection';
import { listConnections } from '@/server/services/connection/list-connections';
import { setConnection } from '@/server/services/connection/set-connection';
import { testConnection } from '@/server/services/connection/test-connection';
import { orgPath } from '../schemas/base';
import {
  connectionList,
  connectionPath,
  connectionSet,
  connectionTest,
  setConnectionBody,
  testConnectionBody,
} from '../schemas/connections';

const listEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/connections',
    operationId: 'listConnections',
    tags: ['Connections'],
    summary: 'List connections',
    description:
      'The services and models that flows name, with the flows that use them. Credentials are never returned.',
    request: { params: orgPath },
    responses: { 200: jsonReply('The connections', connectionList) },
  }),
  async ({ ctx }) => ({ status: 200, body: { items: await listConnections(ctx) } }),
);

const setEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/connections/{connectionName}',
    operationId: 'setConnection',
    tags: ['Connections'],
    summary: 'Set a connection',
    description:
      'Creates the connection, or replaces it for calls that start from now on. A credential that is left out is kept, unless the connection then leads to another host. Headers carry no credentials, only a connection to a model has a default model, and a kind is never changed.',
    request: { params: connectionPath, body: jsonBody(setConnectionBody, { required: true }) },
    responses: { 200: jsonReply('The connection is set', connectionSet) },
  }),
  async ({ ctx, params: { connectionName: name }, body }) => ({
    status: 200,
    body: await setConnection(ctx, { ...body, name }),
  }),
  { failures: ['limit_exceeded', 'outbound_blocked'] },
);

const removeEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/connections/{connectionName}',
    operationId: 'removeConnection',
    tags: ['Connections'],
    summary: 'Remove a connection',
    description: 'Calls that name it fail with the code unknown_connection from now on.',
    request: { params: connectionPath },
    responses: { 204: { description: 'It is removed' } },
  }),
  async ({ ctx, params: { connectionName: name } }) => {
    await deleteConnection(ctx, { name });
    return { status: 204 };
  },
);

const testEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/connections/{connectionName}/test',
    operationId: 'testConnection',
    tags: ['Connections'],
    summary: 'Test a connection',
    description:
      'Makes one request as calls do: a GET of a service, or a short question to the default model; without a default model, a GET of the list of models.',
    request: { params: connectionPath, body: jsonBody(testConnectionBody, { required: false }) },
    responses: { 200: jsonReply('What the test found', connectionTest) },
  }),
  async ({ ctx, params: { connectionName: name }, body }) => ({
    status: 200,
    body: await testConnection(ctx, { name, path: body?.path }),
  }),
);

/** The endpoints of connections. */
export const connectionEndpoints = [listEndpoint, setEndpoint, removeEndpoint, testEndpoint];

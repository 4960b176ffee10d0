import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { listConfig } from '@/server/services/config/list-config';
import { deleteConfig, setConfig } from '@/server/services/config/set-config';
import { orgPath } from '../schemas/base';
import { configList, configPath, configQuery, configSet, setConfigBody } from '../schemas/config';

const listEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/config',
    operationId: 'listConfig',
    tags: ['Configuration'],
    summary: 'List configuration values',
    description: 'The configuration values by name, with the flows that read them.',
    request: { params: orgPath },
    responses: { 200: jsonReply('The configuration values', configList) },
  }),
  async ({ ctx }) => ({ status: 200, body: { items: await listConfig(ctx) } }),
);

const setEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/config/{configName}',
    operationId: 'setConfig',
    tags: ['Configuration'],
    summary: 'Set a configuration value',
    description:
      'Creates the configuration value, or replaces it. Flows read it as $config.NAME. Sessions that start from now on have the new value; running sessions keep the one that they started with. All values together have at most 32,768 characters of JSON. With an environment, sessions in it alone have the value, in place of that of the organization.',
    request: { params: configPath, query: configQuery, body: jsonBody(setConfigBody, { required: true }) },
    responses: { 200: jsonReply('The configuration value is set', configSet) },
  }),
  async ({ ctx, params: { configName: name }, query: { environment }, body: { value } }) => ({
    status: 200,
    body: await setConfig(ctx, { name, value, environment }),
  }),
  { failures: ['limit_exceeded'] },
);

const removeEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/config/{configName}',
    operationId: 'removeConfig',
    tags: ['Configuration'],
    summary: 'Remove a configuration value',
    description:
      'Sessions that start from now on read no value; flows that name it cannot be published until they are corrected. With an environment, those in it read the value of the organization again.',
    request: { params: configPath, query: configQuery },
    responses: { 204: { description: 'It is removed' } },
  }),
  async ({ ctx, params: { configName: name }, query: { environment } }) => {
    await deleteConfig(ctx, { name, environment });
    return { status: 204 };
  },
);

/** The endpoints of configuration values. */
export const configEndpoints = [listEndpoint, setEndpoint, removeEndpoint];

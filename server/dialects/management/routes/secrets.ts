import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { deleteSecret } from '@/server/services/secret/delete-secret';
import { listSecrets } from '@/server/services/secret/list-secrets';
import { setSecret } from '@/server/services/secret/set-secret';
import { orgPath } from '../schemas/base';
import { secretList, secretPath, secretQuery, secretSet, setSecretBody } from '../schemas/secrets';

const listEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/secrets',
    operationId: 'listSecrets',
    tags: ['Secrets'],
    summary: 'List secrets',
    description: 'The secrets by name, with the flows that use them. Values are never returned.',
    request: { params: orgPath },
    responses: { 200: jsonReply('The secrets', secretList) },
  }),
  async ({ ctx }) => ({ status: 200, body: { items: await listSecrets(ctx) } }),
);

const setEndpoint = defineEndpoint(
  createRoute({
    method: 'put',
    path: '/orgs/{orgId}/secrets/{secretName}',
    operationId: 'setSecret',
    tags: ['Secrets'],
    summary: 'Set a secret',
    description:
      'Creates the secret, or replaces its value. Flows write {{ $secret.NAME }} in the URL, query, headers or body of a call, or as the API key of a model. Calls that start from now on send the new value. With an environment, only those of sessions in it do, in place of the secret of the organization.',
    request: { params: secretPath, query: secretQuery, body: jsonBody(setSecretBody, { required: true }) },
    responses: { 200: jsonReply('The secret is set', secretSet) },
  }),
  async ({ ctx, params: { secretName: name }, query: { environment }, body: { value } }) => ({
    status: 200,
    body: await setSecret(ctx, { name, value, environment }),
  }),
  { failures: ['limit_exceeded'] },
);

const removeEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/secrets/{secretName}',
    operationId: 'removeSecret',
    tags: ['Secrets'],
    summary: 'Remove a secret',
    description:
      'Calls that name it fail with the code unknown_secret from now on. With an environment, those of sessions in it send the secret of the organization again.',
    request: { params: secretPath, query: secretQuery },
    responses: { 204: { description: 'It is removed' } },
  }),
  async ({ ctx, params: { secretName: name }, query: { environment } }) => {
    await deleteSecret(ctx, { name, environment });
    return { status: 204 };
  },
);

/** The endpoints of secrets. */
export const secretEndpoints = [listEndpoint, setEndpoint, removeEndpoint];

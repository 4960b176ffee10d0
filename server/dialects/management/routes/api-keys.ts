import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import { listApiKeys } from '@/server/services/api-key/list-api-keys';
import { revokeApiKey } from '@/server/services/api-key/revoke-api-key';
import { rotateApiKey } from '@/server/services/api-key/rotate-api-key';
import { apiKey, apiKeyList, createKeyBody, keyPath, madeKey, rotateKeyBody } from '../schemas/api-keys';
import { orgPath, pageQuery } from '../schemas/base';

const listApiKeysEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/api-keys',
    operationId: 'listApiKeys',
    tags: ['API keys'],
    summary: 'List API keys',
    description: 'Newest first, revoked keys included, without secrets.',
    request: { params: orgPath, query: pageQuery },
    responses: { 200: jsonReply('Keys, newest first', apiKeyList) },
  }),
  async ({ ctx, query }) => ({
    status: 200,
    body: await listApiKeys(ctx, query),
  }),
);

const createApiKeyEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/api-keys',
    operationId: 'createApiKey',
    tags: ['API keys'],
    summary: 'Create an API key',
    description:
      'The secret is only in this response; the server stores its hash. channelId limits the key to one channel.',
    request: { params: orgPath, body: jsonBody(createKeyBody, { required: true }) },
    responses: { 201: jsonReply('The key and its secret', madeKey) },
  }),
  async ({ ctx, body: { name, scopes, expiresAt, channelId, environment } }) => ({
    status: 201,
    body: await createApiKey(ctx, {
      name,
      scopes,
      expiresAt: expiresAt ? new Date(expiresAt) : null,
      channelId,
      environment,
    }),
    // A stored response would store the secret.
    keep: false,
  }),
);

const revokeApiKeyEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/api-keys/{keyId}',
    operationId: 'revokeApiKey',
    tags: ['API keys'],
    summary: 'Revoke an API key',
    description:
      'The key stops working within ten seconds on all servers. Revoking it again changes nothing.',
    request: { params: keyPath },
    responses: {
      200: jsonReply('The revoked key', apiKey),
    },
  }),
  async ({ ctx, params: { keyId } }) => ({
    status: 200,
    body: await revokeApiKey(ctx, { keyId }),
  }),
);

const rotateApiKeyEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/api-keys/{keyId}/rotate',
    operationId: 'rotateApiKey',
    tags: ['API keys'],
    summary: 'Replace an API key',
    description:
      'Creates a key with the same name, scopes and channel. The old key stays valid for overlapMs, at most 30 days.',
    request: { params: keyPath, body: jsonBody(rotateKeyBody, { required: false }) },
    responses: { 201: jsonReply('The new key and its secret', madeKey) },
  }),
  async ({ ctx, params: { keyId }, body: { overlapMs } }) => ({
    status: 201,
    body: await rotateApiKey(ctx, { keyId, overlapMs }),
    // A stored response would store the secret.
    keep: false,
  }),
  { failures: ['precondition_failed'] },
);

/** The endpoints of API keys. */
export const apiKeyEndpoints = [
  listApiKeysEndpoint,
  createApiKeyEndpoint,
  revokeApiKeyEndpoint,
  rotateApiKeyEndpoint,
];

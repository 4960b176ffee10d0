import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { createApiKey } from '@/server/services/api-key/create-api-key';
import { listApiKeys } from '@/server/services/api-key/list-api-keys';
import { revokeApiKey } from '@/server/services/api-key/revoke-api-key';
import { rotateApiKey } from '@/server/services/api-key/rotate-api-key';
import { apiKey, apiKeyList, createKeyBody, keyPath, madeKey, rotateKeyBody } from '../schemas/api-keys';
import { orgPath, pageQuery } from '../schemas/base';
import { FAILURES, NAMED_FAILURES } from './describe-route';

const listApiKeysEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/api-keys',
    summary: 'List API keys',
    description: 'All of them, the newest first, revoked ones too; never their secrets.',
    request: { params: orgPath, query: pageQuery },
    responses: { 200: jsonReply('Keys, the newest first', apiKeyList), ...FAILURES },
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
    summary: 'Make an API key',
    description:
      'The secret is in this answer alone; only its hash is kept. With channelId the key speaks for one channel and opens nothing else.',
    request: { params: orgPath, body: jsonBody(createKeyBody, { required: true }) },
    responses: { 201: jsonReply('The key and, this once, its secret', madeKey), ...FAILURES },
  }),
  async ({ ctx, body: { name, scopes, expiresAt, channelId } }) => ({
    status: 201,
    body: await createApiKey(ctx, {
      name,
      scopes,
      expiresAt: expiresAt ? new Date(expiresAt) : null,
      channelId,
    }),
    // A stored response would store the secret.
    keep: false,
  }),
);

const revokeApiKeyEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/api-keys/{keyId}',
    summary: 'Revoke an API key',
    description: 'It stops working, everywhere within ten seconds. Revoking it again changes nothing.',
    request: { params: keyPath },
    responses: {
      200: jsonReply('It opens nothing any more, within 10 s everywhere', apiKey),
      ...NAMED_FAILURES,
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
    summary: 'Replace an API key',
    description:
      'Makes a key with the same name, scopes and channel. The old one works on for overlapMs, up to 30 days.',
    request: { params: keyPath, body: jsonBody(rotateKeyBody, { required: false }) },
    responses: { 201: jsonReply('The successor and, this once, its secret', madeKey), ...NAMED_FAILURES },
  }),
  async ({ ctx, params: { keyId }, body: { overlapMs } }) => ({
    status: 201,
    body: await rotateApiKey(ctx, { keyId, overlapMs }),
    // A stored response would store the secret.
    keep: false,
  }),
);

/** The endpoints of API keys. */
export const apiKeyEndpoints = [
  listApiKeysEndpoint,
  createApiKeyEndpoint,
  revokeApiKeyEndpoint,
  rotateApiKeyEndpoint,
];

import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { createChannel } from '@/server/services/channel/create-channel';
import { deleteChannel } from '@/server/services/channel/delete-channel';
import { getChannel } from '@/server/services/channel/get-channel';
import { rotatePublicKey } from '@/server/services/channel/keys/rotate-public-key';
import { rotateWebhookSecret } from '@/server/services/channel/keys/rotate-webhook-secret';
import { listChannels } from '@/server/services/channel/list-channels';
import { sendTestWebhook } from '@/server/services/channel/send-test-webhook';
import { updateChannel } from '@/server/services/channel/update-channel';
import { orgPath } from '../schemas/base';
import {
  channel,
  channelList,
  channelPath,
  channelsQuery,
  channelWithSecret,
  createChannelBody,
  queuedDelivery,
  rotateSecretBody,
  updateChannelBody,
} from '../schemas/channels';

const listChannelsEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/channels',
    operationId: 'listChannels',
    tags: ['Channels'],
    summary: 'List channels',
    description: 'Channels with settings and the state of their webhooks; default order: newest first.',
    request: { params: orgPath, query: channelsQuery },
    responses: {
      200: jsonReply('Channels, with cursors in both directions', channelList),
    },
  }),
  async ({ ctx, query }) => ({
    status: 200,
    body: await listChannels(ctx, query),
  }),
);

const createChannelEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/channels',
    operationId: 'createChannel',
    tags: ['Channels'],
    summary: 'Create a channel',
    description: 'A chat channel gets a publishable key; a channel with a webhook gets a signing secret.',
    request: { params: orgPath, body: jsonBody(createChannelBody, { required: true }) },
    responses: {
      201: jsonReply('The channel and the secret of its webhook', channelWithSecret),
    },
  }),
  async ({ ctx, body }) => ({
    status: 201,
    body: await createChannel(ctx, body),
    // A stored response would store the secret.
    keep: false,
  }),
  { failures: ['outbound_blocked', 'limit_exceeded'] },
);

const getChannelEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/channels/{channelId}',
    operationId: 'getChannel',
    tags: ['Channels'],
    summary: 'Read a channel',
    description: 'Settings, webhook, and active signing secrets without their text.',
    request: { params: channelPath },
    responses: { 200: jsonReply('The channel', channel) },
  }),
  async ({ ctx, params: { channelId } }) => ({
    status: 200,
    body: await getChannel(ctx, { channelId }),
  }),
);

const updateChannelEndpoint = defineEndpoint(
  createRoute({
    method: 'patch',
    path: '/orgs/{orgId}/channels/{channelId}',
    operationId: 'updateChannel',
    tags: ['Channels'],
    summary: 'Change a channel',
    description: 'Fields that are left out do not change. A new webhook URL enables a disabled webhook.',
    request: { params: channelPath, body: jsonBody(updateChannelBody, { required: true }) },
    responses: {
      200: jsonReply('The channel and, with its first webhook, the secret', channelWithSecret),
    },
  }),
  async ({ ctx, params: { channelId }, body }) => ({
    status: 200,
    body: await updateChannel(ctx, { ...body, channelId }),
  }),
  { failures: ['outbound_blocked'] },
);

const removeChannelEndpoint = defineEndpoint(
  createRoute({
    method: 'delete',
    path: '/orgs/{orgId}/channels/{channelId}',
    operationId: 'removeChannel',
    tags: ['Channels'],
    summary: 'Remove a channel',
    description:
      'Deletes its threads, keys and deliveries, sent or not. Running sessions end; all sessions stay readable.',
    request: { params: channelPath },
    responses: { 204: { description: 'Removed' } },
  }),
  async ({ ctx, params: { channelId } }) => {
    await deleteChannel(ctx, { channelId });
    return { status: 204 };
  },
);

const rotatePublicKeyEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/channels/{channelId}/rotate-public-key',
    operationId: 'rotatePublicKey',
    tags: ['Channels'],
    summary: 'Replace the publishable key of a chat channel',
    description: 'The old key and every token made with it stop working at once.',
    request: { params: channelPath },
    responses: {
      200: jsonReply('The channel with its new key', channel),
    },
  }),
  async ({ ctx, params: { channelId } }) => ({
    status: 200,
    body: await rotatePublicKey(ctx, { channelId }),
  }),
  { failures: ['precondition_failed'] },
);

const rotateWebhookSecretEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/channels/{channelId}/rotate-webhook-secret',
    operationId: 'rotateWebhookSecret',
    tags: ['Channels'],
    summary: 'Rotate the signing secret',
    description: 'For overlapMs webhooks carry the signatures of both secrets.',
    request: { params: channelPath, body: jsonBody(rotateSecretBody, { required: false }) },
    responses: {
      201: jsonReply('The channel and the new secret', channelWithSecret),
    },
  }),
  async ({ ctx, params: { channelId }, body: { overlapMs } }) => ({
    status: 201,
    body: await rotateWebhookSecret(ctx, { channelId, overlapMs }),
    // A stored response would store the secret.
    keep: false,
  }),
);

const testChannelEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/channels/{channelId}/test',
    operationId: 'testChannel',
    tags: ['Channels'],
    summary: 'Send a sample webhook',
    description:
      'Signed and retried like any other. Answers 412 precondition_failed without a working webhook.',
    request: { params: channelPath },
    responses: {
      202: jsonReply('Queued; read the delivery for its result', queuedDelivery),
    },
  }),
  async ({ ctx, params: { channelId } }) => ({
    status: 202,
    body: await sendTestWebhook(ctx, { channelId }),
  }),
  { failures: ['precondition_failed'] },
);

/** The endpoints of channels. */
export const channelEndpoints = [
  listChannelsEndpoint,
  createChannelEndpoint,
  getChannelEndpoint,
  updateChannelEndpoint,
  removeChannelEndpoint,
  rotatePublicKeyEndpoint,
  rotateWebhookSecretEndpoint,
  testChannelEndpoint,
];

import { createRoute } from '@hono/zod-openapi';
import { defineEndpoint } from '@/server/http/routing/endpoint';
import { jsonBody, jsonReply } from '@/server/http/routing/openapi';
import { cancelReplay } from '@/server/services/replay/cancel-replay';
import { getReplay } from '@/server/services/replay/get-replay';
import { listReplays } from '@/server/services/replay/list-replays';
import { startReplay } from '@/server/services/replay/start-replay';
import { pageQuery } from '../schemas/base';
import { flowPath } from '../schemas/flows';
import { newReplay, replay, replayList, replayPath } from '../schemas/replays';
import { FLOW_BODY_BYTES } from './describe-route';

const startReplayEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/replays',
    operationId: 'startReplay',
    tags: ['Replays'],
    summary: 'Replay sessions on the draft',
    description:
      'Runs recorded sessions of the flow again on its draft, without calling or telling anyone, and counts what would be different. Read the replay until it is finished.',
    request: { params: flowPath, body: jsonBody(newReplay, { required: false }) },
    responses: { 202: jsonReply('The replay, pending', replay) },
  }),
  async ({ ctx, params: { flowId }, body }) => ({
    status: 202,
    body: await startReplay(ctx, { ...body, flowId }),
  }),
  { maxBodyBytes: FLOW_BODY_BYTES, failures: ['flow_invalid', 'limit_exceeded'] },
);

const listReplaysEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/replays',
    operationId: 'listReplays',
    tags: ['Replays'],
    summary: 'List replays',
    description: 'Newest first. A replay is deleted 30 days after it was finished.',
    request: { params: flowPath, query: pageQuery },
    responses: { 200: jsonReply('Replays, newest first', replayList) },
  }),
  async ({ ctx, params: { flowId }, query }) => ({
    status: 200,
    body: await listReplays(ctx, { ...query, flowId }),
  }),
);

const getReplayEndpoint = defineEndpoint(
  createRoute({
    method: 'get',
    path: '/orgs/{orgId}/flows/{flowId}/replays/{replayId}',
    operationId: 'getReplay',
    tags: ['Replays'],
    summary: 'Read a replay',
    description: 'Its progress, and what it found once it is completed.',
    request: { params: replayPath },
    responses: { 200: jsonReply('The replay', replay) },
  }),
  async ({ ctx, params: { flowId, replayId } }) => ({
    status: 200,
    body: await getReplay(ctx, { flowId, replayId }),
  }),
);

const cancelReplayEndpoint = defineEndpoint(
  createRoute({
    method: 'post',
    path: '/orgs/{orgId}/flows/{flowId}/replays/{replayId}/cancel',
    operationId: 'cancelReplay',
    tags: ['Replays'],
    summary: 'Cancel a replay',
    description: 'Ends a replay that is not finished.',
    request: { params: replayPath },
    responses: { 200: jsonReply('The replay, canceled', replay) },
  }),
  async ({ ctx, params: { flowId, replayId } }) => ({
    status: 200,
    body: await cancelReplay(ctx, { flowId, replayId }),
  }),
  { failures: ['precondition_failed'] },
);

/** The endpoints of replays of recorded sessions. */
export const replayEndpoints = [
  startReplayEndpoint,
  listReplaysEndpoint,
  getReplayEndpoint,
  cancelReplayEndpoint,
];

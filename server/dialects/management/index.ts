import { authenticateBearer, knowsKey } from '@/server/http/bearer';
import { type ApiApp, createApi } from '@/server/http/create-api';
import type { Limits } from '@/server/http/limits';
import type { Surface } from '@/server/http/surface';
import type { Platform } from '@/server/services/context';
import { renderManagementFailure } from './errors';
import { ROUTE_SCOPES } from './route-scopes';
import { archiveFlowEndpoint } from './routes/archive-flow';
import { createApiKeyEndpoint } from './routes/create-api-key';
import { createChannelEndpoint } from './routes/create-channel';
import { createFlowEndpoint } from './routes/create-flow';
import { createRoomEndpoint } from './routes/create-room';
import { exportFlowEndpoint } from './routes/export-flow';
import { getChannelEndpoint } from './routes/get-channel';
import { getDeliveryEndpoint } from './routes/get-delivery';
import { getFlowEndpoint } from './routes/get-flow';
import { getRoomEndpoint } from './routes/get-room';
import { getSessionEndpoint } from './routes/get-session';
import { getVersionEndpoint } from './routes/get-version';
import { importFlowEndpoint } from './routes/import-flow';
import { listApiKeysEndpoint } from './routes/list-api-keys';
import { listChannelsEndpoint } from './routes/list-channels';
import { listDeliveriesEndpoint } from './routes/list-deliveries';
import { listFlowsEndpoint } from './routes/list-flows';
import { listMessagesEndpoint } from './routes/list-messages';
import { listModelPricesEndpoint } from './routes/list-model-prices';
import { listRoomsEndpoint } from './routes/list-rooms';
import { listSessionsEndpoint } from './routes/list-sessions';
import { listTurnsEndpoint } from './routes/list-turns';
import { listVersionsEndpoint } from './routes/list-versions';
import { publishFlowEndpoint } from './routes/publish-flow';
import { recoverDeliveriesEndpoint } from './routes/recover-deliveries';
import { removeChannelEndpoint } from './routes/remove-channel';
import { removeModelPriceEndpoint } from './routes/remove-model-price';
import { removeRoomEndpoint } from './routes/remove-room';
import { replayDeliveriesEndpoint } from './routes/replay-deliveries';
import { resendDeliveryEndpoint } from './routes/resend-delivery';
import { restoreVersionEndpoint } from './routes/restore-version';
import { revokeApiKeyEndpoint } from './routes/revoke-api-key';
import { rotateApiKeyEndpoint } from './routes/rotate-api-key';
import { rotatePublicKeyEndpoint } from './routes/rotate-public-key';
import { rotateWebhookSecretEndpoint } from './routes/rotate-webhook-secret';
import { setModelPriceEndpoint } from './routes/set-model-price';
import { testChannelEndpoint } from './routes/test-channel';
import { updateChannelEndpoint } from './routes/update-channel';
import { updateFlowEndpoint } from './routes/update-flow';
import { updateRoomEndpoint } from './routes/update-room';
import { validateFlowEndpoint } from './routes/validate-flow';

const MAX_BODY_BYTES = 65_536;

const surface: Surface = {
  name: 'management',
  prefix: '/api/v1',
  title: 'Management',
  description:
    'Flows and their versions, channels and rooms, webhooks sent, API keys, prices, and what sessions did.',
  renderFailure: renderManagementFailure,
  authenticate: authenticateBearer,
  knowsCaller: knowsKey,
  maxBodyBytes: MAX_BODY_BYTES,
  routeScopes: ROUTE_SCOPES,
};

/** The app of the management API: no dialect of anybody's, but built as one. */
export function createManagementApp(platform: Platform, { limits }: { limits: Limits }): ApiApp {
  return createApi({ platform, surface, limits }, [
    archiveFlowEndpoint,
    createApiKeyEndpoint,
    createChannelEndpoint,
    createFlowEndpoint,
    createRoomEndpoint,
    exportFlowEndpoint,
    getChannelEndpoint,
    getDeliveryEndpoint,
    getFlowEndpoint,
    getRoomEndpoint,
    getSessionEndpoint,
    getVersionEndpoint,
    importFlowEndpoint,
    listApiKeysEndpoint,
    listChannelsEndpoint,
    listDeliveriesEndpoint,
    listFlowsEndpoint,
    listMessagesEndpoint,
    listModelPricesEndpoint,
    listRoomsEndpoint,
    listSessionsEndpoint,
    listTurnsEndpoint,
    listVersionsEndpoint,
    publishFlowEndpoint,
    recoverDeliveriesEndpoint,
    removeChannelEndpoint,
    removeModelPriceEndpoint,
    removeRoomEndpoint,
    replayDeliveriesEndpoint,
    resendDeliveryEndpoint,
    restoreVersionEndpoint,
    revokeApiKeyEndpoint,
    rotateApiKeyEndpoint,
    rotatePublicKeyEndpoint,
    rotateWebhookSecretEndpoint,
    setModelPriceEndpoint,
    testChannelEndpoint,
    updateChannelEndpoint,
    updateFlowEndpoint,
    updateRoomEndpoint,
    validateFlowEndpoint,
  ]);
}

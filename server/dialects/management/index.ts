import { authenticateBearer } from '@/server/http/bearer';
import { type ApiApp, createApi } from '@/server/http/create-api';
import type { RateLimiter } from '@/server/http/rate-limit';
import type { Surface } from '@/server/http/surface';
import type { Platform } from '@/server/services/context';
import { renderManagementFailure } from './errors';
import { archiveFlowEndpoint } from './routes/archive-flow';
import { createApiKeyEndpoint } from './routes/create-api-key';
import { createFlowEndpoint } from './routes/create-flow';
import { exportFlowEndpoint } from './routes/export-flow';
import { getFlowEndpoint } from './routes/get-flow';
import { getSessionEndpoint } from './routes/get-session';
import { getVersionEndpoint } from './routes/get-version';
import { importFlowEndpoint } from './routes/import-flow';
import { listApiKeysEndpoint } from './routes/list-api-keys';
import { listFlowsEndpoint } from './routes/list-flows';
import { listMessagesEndpoint } from './routes/list-messages';
import { listSessionsEndpoint } from './routes/list-sessions';
import { listTurnsEndpoint } from './routes/list-turns';
import { listVersionsEndpoint } from './routes/list-versions';
import { publishFlowEndpoint } from './routes/publish-flow';
import { restoreVersionEndpoint } from './routes/restore-version';
import { revokeApiKeyEndpoint } from './routes/revoke-api-key';
import { rotateApiKeyEndpoint } from './routes/rotate-api-key';
import { updateFlowEndpoint } from './routes/update-flow';
import { validateFlowEndpoint } from './routes/validate-flow';

const MAX_BODY_BYTES = 65_536;

const surface: Surface = {
  name: 'management',
  prefix: '/api/v1',
  title: 'Management',
  description: 'Flows and their versions, API keys, and what sessions did.',
  renderFailure: renderManagementFailure,
  authenticate: authenticateBearer,
  maxBodyBytes: MAX_BODY_BYTES,
};

/** The app of the management API: no dialect of anybody's, but built as one. */
export function createManagementApp(platform: Platform, { limiter }: { limiter: RateLimiter }): ApiApp {
  return createApi({ platform, surface, limiter }, [
    archiveFlowEndpoint,
    createApiKeyEndpoint,
    createFlowEndpoint,
    exportFlowEndpoint,
    getFlowEndpoint,
    getSessionEndpoint,
    getVersionEndpoint,
    importFlowEndpoint,
    listApiKeysEndpoint,
    listFlowsEndpoint,
    listMessagesEndpoint,
    listSessionsEndpoint,
    listTurnsEndpoint,
    listVersionsEndpoint,
    publishFlowEndpoint,
    restoreVersionEndpoint,
    revokeApiKeyEndpoint,
    rotateApiKeyEndpoint,
    updateFlowEndpoint,
    validateFlowEndpoint,
  ]);
}

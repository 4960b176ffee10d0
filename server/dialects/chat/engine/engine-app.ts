import type { Limits } from '@/server/http/admission/limits';
import { authenticateBearer, isKnownKey } from '@/server/http/routing/bearer';
import { type ApiApp, createApi } from '@/server/http/routing/create-api';
import type { Surface } from '@/server/http/routing/surface';
import type { Platform } from '@/server/services/context';
import { errorBody } from '../reply/reply-schemas';
import { renderEngineFailure } from './errors';
import { ROUTE_SCOPES } from './route-scopes';
import { emitEventEndpoint } from './routes/emit-event';
import { listIntentsEndpoint } from './routes/list-intents';
import { resumeExecutionEndpoint } from './routes/resume-execution';
import { triggerChatEndpoint } from './routes/trigger-chat';

const MAX_BODY_BYTES = 262_144;

const surface: Surface = {
  name: 'engine',
  prefix: '/api/v1/engine',
  title: 'Chat engine API',
  description: 'Runs chat flows from other servers: emit events, trigger intents, resume executions.',
  renderFailure: renderEngineFailure,
  errorBody,
  authenticate: authenticateBearer,
  isKnownCaller: isKnownKey,
  maxBodyBytes: MAX_BODY_BYTES,
  routeScopes: ROUTE_SCOPES,
};

export type EngineOptions = {
  limits: Limits;
  /** The time that a response waits for the flow; then its status is `waiting_time`. */
  waitMs: number;
};

/** The app of the Engine API, the part of the `chat` dialect for servers. */
export function createEngineApp(platform: Platform, { limits, waitMs }: EngineOptions): ApiApp {
  return createApi({ platform, surface, limits }, [
    emitEventEndpoint(),
    listIntentsEndpoint(),
    triggerChatEndpoint({ waitMs }),
    resumeExecutionEndpoint({ waitMs }),
  ]);
}

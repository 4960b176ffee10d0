import type { Limits } from '@/server/http/admission/limits';
import type { StreamSlots } from '@/server/http/admission/stream-slots';
import { isKnownKey } from '@/server/http/routing/bearer';
import { type ApiApp, createApi } from '@/server/http/routing/create-api';
import type { Surface } from '@/server/http/routing/surface';
import type { Platform } from '@/server/services/context';
import { authenticateHeadless } from './auth';
import { renderHeadlessFailure } from './errors';
import { ROUTE_SCOPES } from './route-scopes';
import { changeVariablesEndpoint } from './routes/change-variables';
import { endSessionEndpoint } from './routes/end-session';
import { executeFlowEndpoint } from './routes/execute-flow';
import { getSessionEndpoint } from './routes/get-session';
import { listEventsEndpoint } from './routes/list-events';
import { sendEventEndpoint } from './routes/send-event';
import { sendMessageEndpoint } from './routes/send-message';
import { startSessionEndpoint } from './routes/start-session';
import { errorBody } from './schemas/replies';

const MAX_BODY_BYTES = 262_144;

const surface: Surface = {
  name: 'headless',
  prefix: '/cgw/process/v1',
  title: 'Headless API',
  description: 'Runs flows over REST: start a session, send messages, read its state, end it.',
  renderFailure: renderHeadlessFailure,
  errorBody,
  authenticate: authenticateHeadless,
  isKnownCaller: isKnownKey,
  maxBodyBytes: MAX_BODY_BYTES,
  routeScopes: ROUTE_SCOPES,
};

export type HeadlessOptions = {
  limits: Limits;
  streams: StreamSlots;
  /** The time that a response waits for the flow; then its status is `processing`. */
  waitMs: number;
  heartbeatMs: number;
};

/** The app of the `headless` dialect. */
export function createHeadlessApp(platform: Platform, options: HeadlessOptions): ApiApp {
  return createApi({ platform, surface, limits: options.limits }, [
    startSessionEndpoint(options),
    sendMessageEndpoint(options),
    getSessionEndpoint(),
    endSessionEndpoint(),
    executeFlowEndpoint(options),
    listEventsEndpoint(options),
    sendEventEndpoint(options),
    changeVariablesEndpoint(),
  ]);
}

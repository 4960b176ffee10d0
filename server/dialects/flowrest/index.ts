import type { Limits } from '@/server/http/admission/limits';
import { isKnownKey } from '@/server/http/routing/bearer';
import { type ApiApp, createApi } from '@/server/http/routing/create-api';
import type { Surface } from '@/server/http/routing/surface';
import type { Platform } from '@/server/services/context';
import { authenticateFlowrest } from './auth';
import { renderFlowrestFailure } from './errors';
import { ROUTE_SCOPES } from './route-scopes';
import { createThreadEndpoint } from './routes/create-thread';
import { getBusinessHoursEndpoint } from './routes/get-business-hours';
import { getPauseEndpoint } from './routes/get-pause';
import { handOverEndpoint } from './routes/hand-over';
import { listEventsEndpoint } from './routes/list-events';
import { listMessagesEndpoint } from './routes/list-messages';
import { listSegmentsEndpoint } from './routes/list-segments';
import { listThreadsEndpoint } from './routes/list-threads';
import { pauseBotEndpoint } from './routes/pause-bot';
import { resolveThreadEndpoint } from './routes/resolve-thread';
import { resumeBotEndpoint } from './routes/resume-bot';
import { sendBroadcastEndpoint } from './routes/send-broadcast';
import { sendMessageEndpoint } from './routes/send-message';
import { sendSegmentBroadcastEndpoint } from './routes/send-segment-broadcast';
import { takeOverEndpoint } from './routes/take-over';
import { triggerEventEndpoint } from './routes/trigger-event';
import { errorBody } from './schemas/replies';

const MAX_BODY_BYTES = 262_144;

const surface: Surface = {
  name: 'flowrest',
  prefix: '/rest/v1',
  title: 'Threads API',
  description: 'Conversations by threads; replies come by webhook, or in the response with sync=true.',
  renderFailure: renderFlowrestFailure,
  errorBody,
  failures: ['channel_disabled'],
  authenticate: authenticateFlowrest,
  isKnownCaller: isKnownKey,
  credentials: {
    channelKey: {
      type: 'http',
      scheme: 'bearer',
      description: 'The API key of the channel, with or without Bearer.',
    },
  },
  // Browsers send no key by themselves, so pages of any origin may call (WIRE.md#authentication).
  cors: { allows: async () => true, requestHeaders: [] },
  maxBodyBytes: MAX_BODY_BYTES,
  routeScopes: ROUTE_SCOPES,
};

export type FlowrestOptions = {
  limits: Limits;
  /** The time that `sync` and `writeConcern` wait for the flow; then the response has `pending`. */
  waitMs: number;
};

/** The app of the `flowrest` dialect. */
export function createFlowrestApp(platform: Platform, options: FlowrestOptions): ApiApp {
  return createApi({ platform, surface, limits: options.limits }, [
    createThreadEndpoint(),
    sendMessageEndpoint(options),
    listMessagesEndpoint(),
    listThreadsEndpoint(),
    handOverEndpoint(),
    takeOverEndpoint(),
    resolveThreadEndpoint(),
    listEventsEndpoint(),
    triggerEventEndpoint(options),
    getBusinessHoursEndpoint(),
    pauseBotEndpoint(),
    resumeBotEndpoint(),
    getPauseEndpoint(),
    sendBroadcastEndpoint(),
    sendSegmentBroadcastEndpoint(),
    listSegmentsEndpoint(),
  ]);
}

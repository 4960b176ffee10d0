import type { Limits } from '@/server/http/admission/limits';
import { isKnownKey } from '@/server/http/routing/bearer';
import { type ApiApp, createApi } from '@/server/http/routing/create-api';
import type { Surface } from '@/server/http/routing/surface';
import type { Platform } from '@/server/services/context';
import { authenticateUmi } from './auth';
import { renderUmiFailure } from './errors';
import { ROUTE_SCOPES } from './route-scopes';
import { closeSessionEndpoint } from './routes/close-session';
import { createMessagesEndpoint } from './routes/create-messages';
import { listChannelsEndpoint } from './routes/list-channels';
import { registerChannelEndpoint } from './routes/register-channel';
import { errorBody } from './schemas';

const MAX_BODY_BYTES = 1_048_576;

const surface: Surface = {
  name: 'umi',
  prefix: '/api/v5',
  title: 'Unified messaging API',
  description: 'Sends messages of external channels into rooms, and replies back by webhook.',
  renderFailure: renderUmiFailure,
  errorBody,
  authenticate: authenticateUmi,
  isKnownCaller: isKnownKey,
  maxBodyBytes: MAX_BODY_BYTES,
  routeScopes: ROUTE_SCOPES,
};

export type UmiOptions = {
  limits: Limits;
  /** The public URL of this server, for links; default: that of the request. */
  publicUrl: string | undefined;
};

/** The app of the `umi` dialect. */
export function createUmiApp(platform: Platform, { limits, publicUrl }: UmiOptions): ApiApp {
  return createApi({ platform, surface, limits }, [
    registerChannelEndpoint(),
    listChannelsEndpoint({ publicUrl }),
    createMessagesEndpoint(),
    closeSessionEndpoint(),
  ]);
}

import type { Limits } from '@/server/http/admission/limits';
import { type ApiApp, createApi } from '@/server/http/routing/create-api';
import { patternsAllowing, toPlainOrigin } from '@/server/http/routing/origins';
import type { Surface } from '@/server/http/routing/surface';
import { createAllowedOrigins } from '@/server/services/channel/allowed-origins';
import type { Platform } from '@/server/services/context';
import { authenticateSession, isKnownCaller, KEY_HEADER } from './auth';
import { renderChatFailure } from './errors';
import { errorBody } from './reply/reply-schemas';
import { getConfigEndpoint } from './routes/get-config';
import { getExecutionEndpoint } from './routes/get-execution';
import { getFileEndpoint } from './routes/get-file';
import { getFormEndpoint, getFormSchemaEndpoint } from './routes/get-form';
import { listQuickQuestionsEndpoint } from './routes/list-quick-questions';
import { openSessionEndpoint } from './routes/open-session';
import { recordEventEndpoint, recordEventsEndpoint } from './routes/record-events';
import { sendMessageEndpoint } from './routes/send-message';
import { SUBMIT_PATHS, submitFormEndpoint } from './routes/submit-form';
import { uploadAnswerEndpoint, uploadFileEndpoint } from './routes/upload-file';

export { createEngineApp } from './engine/engine-app';

const MAX_BODY_BYTES = 262_144;
// Pages poll for longer answers.
const MAX_WAIT_MS = 2_000;
const PREFIX = '/api/public/v1';

export type ChatOptions = {
  limits: Limits;
  /** The time that a response waits for the flow; for pages at most 2 s. */
  waitMs: number;
  /** The public URL of this server; null uses that of each request. */
  publicUrl: string | null;
  /** The URL of this server where there is no request. */
  baseUrl: string;
};

function createSurface(): Surface {
  const origins = createAllowedOrigins();
  return {
    name: 'chat',
    prefix: PREFIX,
    title: 'Public chat API',
    description: 'Conversations, forms and events of web pages, opened by a publishable key.',
    renderFailure: renderChatFailure,
    errorBody,
    authenticate: authenticateSession,
    isKnownCaller,
    credentials: {
      sessionToken: {
        type: 'http',
        scheme: 'bearer',
        description: 'The token of the session response, valid for one hour and one conversation.',
      },
      publicKey: {
        type: 'apiKey',
        in: 'header',
        name: KEY_HEADER,
        description:
          'The publishable key of a chat channel; the query or the body may have it as publicKey instead.',
      },
    },
    maxBodyBytes: MAX_BODY_BYTES,
    routeScopes: null,
    cors: {
      requestHeaders: [KEY_HEADER],
      async allows(platform, origin) {
        const allowing = new Set(patternsAllowing(origin));
        return (await origins.list(platform)).some((one) => allowing.has(toPlainOrigin(one) ?? ''));
      },
    },
  };
}

/** The app of the `chat` dialect for pages. */
export function createChatApp(
  platform: Platform,
  { limits, waitMs, publicUrl, baseUrl }: ChatOptions,
): ApiApp {
  const waiting = { waitMs: Math.min(waitMs, MAX_WAIT_MS), baseUrl: `${baseUrl}${PREFIX}` };
  return createApi({ platform, surface: createSurface(), limits }, [
    openSessionEndpoint(),
    sendMessageEndpoint(waiting),
    getExecutionEndpoint(),
    recordEventEndpoint(),
    recordEventsEndpoint(),
    listQuickQuestionsEndpoint(),
    getConfigEndpoint(),
    getFormEndpoint(),
    getFormSchemaEndpoint(),
    ...SUBMIT_PATHS.map((path) => submitFormEndpoint(path, waiting)),
    uploadFileEndpoint({ publicUrl, prefix: PREFIX }),
    uploadAnswerEndpoint({ publicUrl, prefix: PREFIX }),
    getFileEndpoint(),
  ]);
}

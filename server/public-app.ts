import { createDemoDesk } from '@/prisma/seed/demo-desk';
import { addRateWindows } from '@/server/db/rate-window-store';
import { createChatApp, createEngineApp } from '@/server/dialects/chat';
import { createFlowrestApp } from '@/server/dialects/flowrest';
import { createHeadlessApp } from '@/server/dialects/headless';
import { createManagementApp } from '@/server/dialects/management';
import { createUmiApp } from '@/server/dialects/umi';
import { type Admission, createAdmission } from '@/server/http/admission';
import { sendContinue } from '@/server/http/deferred-continue';
import type { Limits } from '@/server/http/limits';
import type { Fetch } from '@/server/http/node-listener';
import type { Operations } from '@/server/http/operations';
import { createRateLimiter, type RateLimiter } from '@/server/http/rate-limit';
import { createStrangerLimit } from '@/server/http/stranger-limit';
import { createStreamSlots } from '@/server/http/stream-slots';
import type { Platform } from '@/server/services/context';
import { createRateWindows } from '@/server/services/rate-limit/rate-windows';
import { getContainer } from './container';
import { type Env, toBaseUrl } from './env';

/** What the public APIs need of a process. */
export type PublicParts = Platform & {
  env: Env;
  /** Aborted when the process stops: streams end then. */
  stopping: AbortSignal;
  /** What the process tells those who run it. */
  operations: Operations;
};

/** Numbers that tests choose smaller. */
export type PublicTuning = { waitMs: number; heartbeatMs: number };

const TUNING: PublicTuning = { waitMs: 25_000, heartbeatMs: 15_000 };
const MINUTE_MS = 60_000;
const MEBIBYTE = 2 ** 20;

/** Joins the public APIs into one app: this is what both mounts serve. */
export function createPublicApp(
  parts: PublicParts,
  tuning: PublicTuning = TUNING,
): { fetch: Fetch; counts: Admission['counts'] } {
  const limits: Limits = {
    rate: openLimiter(parts),
    admission: openAdmission(parts),
    strangers: createStrangerLimit({
      clock: parts.clock,
      limit: parts.env.PARLEY_STRANGER_LIMIT_PER_MINUTE,
      windowMs: MINUTE_MS,
    }),
    bodyRate: {
      graceMs: parts.env.PARLEY_BODY_GRACE_SECONDS * 1_000,
      bytesPerSecond: parts.env.PARLEY_BODY_BYTES_PER_SECOND,
    },
  };
  parts.meters.watchAdmission(limits.admission.counts);
  const streams = createStreamSlots(parts.env.PARLEY_EVENT_STREAMS);
  parts.stopping.addEventListener('abort', () => streams.closeAll(), { once: true });
  const publicUrl = parts.env.PARLEY_PUBLIC_URL?.replace(/\/+$/, '') ?? null;
  const mounts: [prefix: string, app: { fetch: Fetch }][] = [
    ['/cgw', createHeadlessApp(parts, { limits, streams, ...tuning })],
    ['/api/public/v1', createChatApp(parts, { limits, publicUrl, baseUrl: toBaseUrl(parts.env), ...tuning })],
    ['/api/v1/engine', createEngineApp(parts, { limits, ...tuning })],
    ['/api/v1', createManagementApp(parts, { limits })],
    ['/rest/v1', createFlowrestApp(parts, { limits, ...tuning })],
    ['/api/v5', createUmiApp(parts, { limits, publicUrl: parts.env.PARLEY_PUBLIC_URL })],
  ];
  if (parts.env.PARLEY_DEMO) mounts.push(['/demo', createDemoDesk()]);
  const fetch: Fetch = (request, env) => {
    const path = pathOf(request.url);
    const mount = mounts.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
    if (path.startsWith('/demo/') && env?.incoming) sendContinue(env.incoming);
    return mount ? mount[1].fetch(request, env) : parts.operations.fetch(request, env);
  };
  return { fetch, counts: limits.admission.counts };
}

function openLimiter({ db, clock, log, meters, env, stopping }: PublicParts): RateLimiter {
  const windows = createRateWindows({
    tell: (counts) => addRateWindows(db.pool, counts),
    meters,
    clock,
    log,
    windowMs: MINUTE_MS,
  });
  stopping.addEventListener('abort', () => windows.close(), { once: true });
  const perOrganization = env.PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE;
  return createRateLimiter({ windows, perKey: env.PARLEY_RATE_LIMIT_PER_MINUTE, perOrganization });
}

function openAdmission({ env }: PublicParts): Admission {
  return createAdmission({
    places: env.PARLEY_REQUESTS_AT_ONCE,
    queue: env.PARLEY_REQUESTS_WAITING,
    waitMs: env.PARLEY_REQUEST_WAIT_SECONDS * 1_000,
    requests: env.PARLEY_REQUESTS_OPEN,
    bodyBytes: env.PARLEY_BODY_MEMORY_MIB * MEBIBYTE,
    strangerBytes: env.PARLEY_STRANGER_BODY_MEMORY_MIB * MEBIBYTE,
  });
}

let nextApp: { fetch: Fetch } | null = null;

/** Answers a request that came through Next; the app is made at the first one, because Next loads routes while it builds. */
export function answerThroughNext(request: Request): Response | Promise<Response> {
  nextApp ??= createPublicApp(getContainer());
  return nextApp.fetch(request);
}

// The adapters have made the URL absolute already, so parsing it as a whole would be wasted on every request.
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const end = url.indexOf('?', start);
  return start === -1 ? '/' : url.slice(start, end === -1 ? undefined : end);
}

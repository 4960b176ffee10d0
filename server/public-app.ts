import { createDemoBackend } from '@/prisma/seed/demo-backend';
import { createChatApp, createEngineApp } from '@/server/dialects/chat';
import { createFlowrestApp } from '@/server/dialects/flowrest';
import { createHeadlessApp } from '@/server/dialects/headless';
import { createManagementApp } from '@/server/dialects/management';
import { createFlowSchemaApp } from '@/server/dialects/management/flow-schema-app';
import { createUmiApp } from '@/server/dialects/umi';
import type { Admission } from '@/server/http/admission/admission';
import type { ProcessLimits } from '@/server/http/admission/limits';
import { sendContinue } from '@/server/http/body/deferred-continue';
import type { ApiApp } from '@/server/http/routing/create-api';
import type { Document } from '@/server/http/routing/openapi';
import type { Fetch } from '@/server/http/server/node-listener';
import type { Operations } from '@/server/http/server/operations';
import type { Platform } from '@/server/services/context';
import { getContainer } from './container';
import { type Env, toBaseUrl } from './env';

/** The parts of a process that the public APIs need. */
export type PublicParts = Platform & {
  env: Env;
  limits: ProcessLimits;
  /** The endpoints for operators. */
  operations: Operations;
};

/** Durations that tests shorten. */
export type PublicTuning = { waitMs: number; heartbeatMs: number };

const TUNING: PublicTuning = { waitMs: 25_000, heartbeatMs: 15_000 };

/** `findDocument` returns the OpenAPI document of the API whose routes begin with a prefix, or null. */
export type PublicApp = {
  fetch: Fetch;
  counts: Admission['counts'];
  findDocument: (prefix: string) => Document | null;
};

/** Joins the public APIs to one app, which the Node server and the Next routes serve. */
export function createPublicApp(parts: PublicParts, tuning: PublicTuning = TUNING): PublicApp {
  const { limits } = parts;
  const publicUrl = parts.env.PARLEY_PUBLIC_URL?.replace(/\/+$/, '') ?? null;
  const apis: [prefix: string, app: ApiApp][] = [
    ['/cgw', createHeadlessApp(parts, { limits, streams: limits.streams, ...tuning })],
    ['/api/public/v1', createChatApp(parts, { limits, publicUrl, baseUrl: toBaseUrl(parts.env), ...tuning })],
    ['/api/v1/engine', createEngineApp(parts, { limits, ...tuning })],
    ['/api/v1', createManagementApp(parts, { limits })],
    ['/rest/v1', createFlowrestApp(parts, { limits, ...tuning })],
    ['/api/v5', createUmiApp(parts, { limits, publicUrl: parts.env.PARLEY_PUBLIC_URL })],
  ];
  const mounts: [prefix: string, app: { fetch: Fetch }][] = [
    ...apis,
    ['/schemas', createFlowSchemaApp(publicUrl ?? toBaseUrl(parts.env))],
  ];
  if (parts.env.PARLEY_DEMO) mounts.push(['/demo', createDemoBackend()]);
  const fetch: Fetch = (request, env) => {
    const path = pathOf(request.url);
    const mount = mounts.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`));
    if (path.startsWith('/demo/') && env?.incoming) sendContinue(env.incoming);
    return mount ? mount[1].fetch(request, env) : parts.operations.fetch(request, env);
  };
  const findDocument = (prefix: string) =>
    apis.find(([, api]) => api.prefix === prefix)?.[1].document() ?? null;
  return { fetch, counts: limits.admission.counts, findDocument };
}

let nextApp: PublicApp | null = null;

function getNextApp(): PublicApp {
  nextApp ??= createPublicApp(getContainer());
  return nextApp;
}

/**
 * Answers a request that came through Next. The app is created at the first one, because Next loads routes during its
 * build.
 */
export function handleNextRequest(request: Request): Response | Promise<Response> {
  return getNextApp().fetch(request);
}

/** The OpenAPI document of the API whose routes begin with a prefix, for pages that Next renders; null if there is none. */
export function findApiDocument(prefix: string): Document | null {
  return getNextApp().findDocument(prefix);
}

// The URL is absolute already; parsing it again would cost every request.
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3);
  const end = url.indexOf('?', start);
  return start === -1 ? '/' : url.slice(start, end === -1 ? undefined : end);
}

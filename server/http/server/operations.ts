/*
 * The endpoints for operators.
 * operations/health-alone  `/api/health` uses nothing but the process.
 * operations/metrics-kept  `/metrics` exists only while metrics are on. With a token, its bearer may read; without one, only
 *                          clients on this machine that did not come through a proxy.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Exposition } from '@/server/gateways/telemetry/telemetry';
import type { Readiness } from '@/server/services/health/readiness';
import type { Fetch, NodeBindings } from './node-listener';

export type OperationsParts = {
  readiness: Pick<Readiness, 'check'>;
  /** Null while metrics are off. */
  exposition: Exposition | null;
  /** The bearer token for metrics; null allows this machine. */
  metricsToken: string | null;
  /** Closes the sources of the responses. */
  close(): Promise<void>;
};

export type Operations = { fetch: Fetch; close(): Promise<void> };

const PATHS: Readonly<Record<string, (parts: OperationsParts, asked: Asked) => Promise<Response>>> = {
  '/api/health': async () => toJson(200, { status: 'ok' }),
  '/api/ready': answerReady,
  '/metrics': answerMetrics,
};

type Asked = { request: Request; address: string };

/** No endpoints. */
export const NO_OPERATIONS: Operations = { fetch: answerNothing, close: async () => undefined };

/** Creates the endpoints of one process. */
export function createOperations(parts: OperationsParts): Operations {
  return {
    close: parts.close,
    fetch: async (request, env) => {
      const { pathname } = new URL(request.url);
      const answer = Object.hasOwn(PATHS, pathname) ? PATHS[pathname] : undefined;
      if (!answer) return answerNothing();
      if (request.method !== 'GET' && request.method !== 'HEAD')
        return toJson(405, toError('method_not_allowed', 'Use GET or HEAD.'), { Allow: 'GET, HEAD' });
      return answer(parts, { request, address: addressOf(env) });
    },
  };
}

/** Whether a request target is one of these endpoints. */
export function isOperationsTarget(target: string): boolean {
  return Object.hasOwn(PATHS, target.split('?', 1)[0] ?? '');
}

function answerNothing(): Response {
  return toJson(404, toError('not_found', 'There is no such path.'));
}

// Next passes no address, so such a request does not count as local.
function addressOf(env: NodeBindings | undefined): string {
  return env?.address ?? '';
}

async function answerReady({ readiness }: OperationsParts): Promise<Response> {
  const { ready, ...rest } = await readiness.check();
  return toJson(ready ? 200 : 503, { status: ready ? 'ready' : 'not_ready', ...rest });
}

async function answerMetrics({ exposition, metricsToken }: OperationsParts, asked: Asked): Promise<Response> {
  if (!exposition) return answerNothing();
  if (metricsToken !== null && !hasBearerToken(asked.request, metricsToken))
    return toJson(401, toError('credential_invalid', 'Present the token as "Authorization: Bearer".'), {
      'WWW-Authenticate': 'Bearer',
    });
  if (metricsToken === null && !isThisMachine(asked))
    return toJson(
      403,
      toError('permission_denied', 'Without PARLEY_METRICS_TOKEN, only this machine can read metrics.'),
    );
  const headers = { 'Content-Type': exposition.contentType, 'Cache-Control': 'no-store' };
  return new Response(await exposition.render(), { headers });
}

function hasBearerToken({ headers }: Request, token: string): boolean {
  const given = /^Bearer +(\S+)$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1];
  return given !== undefined && timingSafeEqual(toDigest(given), toDigest(token));
}

function toDigest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const PROXIED = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'];

function isThisMachine({ request, address }: Asked): boolean {
  return LOOPBACK.test(address) && !PROXIED.some((name) => request.headers.has(name));
}

function toError(code: string, message: string): object {
  return { error: { code, message } };
}

function toJson(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'Cache-Control': 'no-store', ...headers } });
}

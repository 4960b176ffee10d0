import type { IncomingMessage } from 'node:http';
import type { Context } from 'hono';
import type { Span, Tracer } from '@/server/gateways/telemetry/tracer';
import type { Actor } from '@/server/services/context';
import type { CallerOrigin } from '@/server/services/origin';
import { createRequestSlot, type RequestSlot } from '../admission/admission';
import { lastForwardedFor } from '../server/forwarded-for';
import type { NodeBindings } from '../server/node-listener';
import { beginRequestSpan } from './request-span';

/** One request, and the headers that its response will carry. */
export type RequestContext = {
  id: string;
  /** Whether this server made the id. */
  isOwnId: boolean;
  method: string;
  path: string;
  /** The route's path with its placeholders, as the log shows it. */
  pattern: string;
  startedAt: number;
  request: Request;
  /** Node's own request; undefined behind Next. */
  incoming: IncomingMessage | undefined;
  /** The client's address; empty when unknown. */
  address: string;
  headers: Record<string, string>;
  actor: Actor | null;
  /** The limits that the request occupies. */
  slot: RequestSlot;
  /** The session of the request, once known. */
  sessionId: string | null;
  /** Start time in milliseconds of `performance.now()`. */
  begunAt: number;
  span: Span;
};

const SANE_ID = /^[A-Za-z0-9._:-]{1,128}$/;

/** The request id: the client's own when it is short and printable. */
export function toRequestId(given: string | null | undefined, newId: () => string): string {
  return given && SANE_ID.test(given) ? given : newId();
}

/** Creates the context of a request. */
export function createRequestContext(
  c: Context<{ Bindings: NodeBindings }>,
  pattern: string,
  now: number,
  newId: () => string,
  tracer: Tracer,
): RequestContext {
  const given = c.req.header('x-request-id');
  const id = toRequestId(given, newId);
  return {
    id,
    isOwnId: id !== given,
    method: c.req.method,
    path: c.req.path,
    pattern,
    startedAt: now,
    request: c.req.raw,
    incoming: c.env?.incoming,
    address: c.env?.address ?? lastForwardedFor(c.req.header('x-forwarded-for')) ?? '',
    headers: { 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store', 'X-Request-Id': id },
    actor: null,
    slot: createRequestSlot(),
    sessionId: null,
    begunAt: performance.now(),
    span: beginRequestSpan(tracer, c.req.raw, pattern),
  };
}

/** The address and user agent of a request. */
export function toOrigin({ address, request }: RequestContext): CallerOrigin {
  return { address, userAgent: request.headers.get('user-agent') ?? '' };
}

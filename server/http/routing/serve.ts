import type { Actor, Platform, ServiceContext } from '@/server/services/context';
import { domainError, isDomainError } from '@/server/shared/errors';
import type { Scope } from '@/server/shared/scopes';
import { toClientKey } from '../admission/client-key';
import type { Limits } from '../admission/limits';
import { readBody } from '../body/read-body';
import { requireUnencoded } from '../body/require-unencoded';
import { toFailureResponse } from '../response/failure';
import { idempotencyKeyOf, respondOnce } from '../response/idempotency';
import type { EndpointResponse, RenderedResponse } from '../response/response';
import { type AuthRequest, createAuthRequest } from './auth-request';
import type { AppliedInput, Endpoint } from './endpoint';
import type { RequestContext } from './request-context';
import { requireOrganization } from './require-organization';
import { requireScopes } from './route-scopes';
import type { CreateServiceContext } from './service-contexts';
import type { Surface } from './surface';

/*
 * The steps of every API request.
 * http/credential-first    Nothing of a request is read before its credential is accepted and its rate limits and the scopes
 *                          of its route are checked (route-scopes.ts), except a body that carries the credential. The
 *                          organization is the credential's.
 * http/body-bounded        No more of a body than its limit is held, and it must keep arriving (watch-body.ts).
 * http/own-errors          A failure has the API's own format, and unexpected failures are logged exactly once.
 * http/one-outcome         A POST with an Idempotency-Key has one outcome, however often and wherever it is repeated. If its
 *                          response holds a secret, only until it is answered.
 * http/admission-bounded   The load of a process is bounded (admission.ts); a request waits for its place after its body
 *                          was read.
 * http/no-nul              Names hold no NUL, so a path with one is not found.
 */

export type Api = {
  platform: Platform;
  surface: Surface;
  limits: Limits;
  createContext: CreateServiceContext;
};

export type RoutedRequest = {
  endpoint: Endpoint;
  /** The scopes that its caller needs. */
  scopes: readonly Scope[];
  context: RequestContext;
  params: Record<string, string>;
  query: Record<string, string | string[]>;
};

const NUL = '\0';

/** Authorizes a request, reads it, and runs its handler; throws the error to be rendered. */
export async function serve(api: Api, routed: RoutedRequest): Promise<EndpointResponse | RenderedResponse> {
  const { context, endpoint, scopes, params } = routed;
  const authRequest = createAuthRequest(context, () => readBodyOf(api, endpoint, context));
  const actor = await authenticate(api, endpoint, context, authRequest);
  context.actor = actor;
  api.limits.rate.consume(actor, context);
  requireOrganization(actor, params.orgId);
  if (context.path.includes(NUL)) throw domainError('not_found', { thing: 'route', id: context.path });
  requireScopes({ actor }, scopes);
  api.limits.admission.enter(context.slot, actor.orgId);
  const bytes = await authRequest.readBytes();
  const place = api.limits.admission.work(context.slot, actor.orgId);
  if (place) await waitFor(place, context);
  const idempotencyKey = idempotencyKeyOf(context, actor);
  const ctx = api.createContext(context, actor);
  if (idempotencyKey === null) return run(api, routed, ctx, bytes, null);
  return respondOnce(ctx, { context, idempotencyKey, bytes }, ({ applied, madeId }) =>
    runOrFail(api, routed, { ...ctx, idempotencyKey, madeId }, bytes, applied),
  );
}

async function authenticate(
  { platform, surface, limits: { strangers } }: Api,
  endpoint: Endpoint,
  { request, address }: RequestContext,
  authRequest: AuthRequest,
): Promise<Actor> {
  strangers.check(address, () => surface.isKnownCaller(platform, request));
  try {
    return await (endpoint.authenticate ?? surface.authenticate)(platform, request, authRequest);
  } catch (error) {
    if (isDomainError(error)) strangers.count(address);
    throw error;
  }
}

async function waitFor(place: Promise<void>, { request: { signal } }: RequestContext): Promise<void> {
  await place;
  // The client is gone.
  if (signal.aborted) throw domainError('overloaded', { retryAfterMs: 0 });
}

// The refusal of an idempotent request is part of its outcome, so it is rendered before it is stored.
async function runOrFail(
  api: Api,
  routed: RoutedRequest,
  ctx: ServiceContext,
  bytes: Uint8Array,
  applied: AppliedInput | null,
): Promise<EndpointResponse> {
  try {
    return await run(api, routed, ctx, bytes, applied);
  } catch (error) {
    return toFailureResponse(api.platform, api.surface, routed.context, error);
  }
}

function run(
  api: Api,
  { endpoint, context, params, query }: RoutedRequest,
  ctx: ServiceContext,
  bytes: Uint8Array,
  applied: AppliedInput | null,
): Promise<EndpointResponse> {
  return endpoint.run({
    ctx,
    params,
    query,
    bytes,
    request: context.request,
    isStillAuthorized: () => isStillAuthorized(api, endpoint, context, bytes),
    applied,
  });
}

/** Checks the credential again, for a long response. */
async function isStillAuthorized(
  { platform, surface }: Api,
  { authenticate }: Endpoint,
  { request }: RequestContext,
  bytes: Uint8Array,
): Promise<boolean> {
  const again: AuthRequest = { request, readBytes: async () => bytes, setHeader: () => undefined };
  try {
    await (authenticate ?? surface.authenticate)(platform, request, again);
    return true;
  } catch (error) {
    if (isDomainError(error)) return false;
    throw error;
  }
}

async function readBodyOf(
  { surface, limits }: Api,
  endpoint: Endpoint,
  { request, incoming, slot, address }: RequestContext,
): Promise<Uint8Array> {
  if (!endpoint.route.request?.body && endpoint.route.method !== 'post') return new Uint8Array(0);
  requireUnencoded(request.headers);
  const { admission, bodyRate: rate } = limits;
  const memory = {
    begin: (cut: () => void) => admission.openBody(slot, toClientKey(address), cut),
    add: (bytes: number) => admission.addToBody(slot, bytes),
    end: () => admission.endBody(slot),
  };
  return readBody(request, incoming, {
    maxBytes: endpoint.maxBodyBytes ?? surface.maxBodyBytes,
    rate,
    memory,
  });
}

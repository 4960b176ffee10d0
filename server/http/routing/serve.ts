import type { Actor, Platform, ServiceContext } from '@/server/services/context';
import { domainError, isDomainError } from '@/server/shared/errors';
import type { Scope } from '@/server/shared/scopes';
import { toClientKey } from '../admission/client-key';
import type { Limits } from '../admission/limits';
import { readBody } from '../body/read-body';
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
 * The way of every request through an API.
 * H1 Nothing of a request is read before its credential is accepted, it is within its rate limits and has the scopes of its
 *    route (route-scopes.ts), but for a body that carries the credential; its organization is the credential's.
 * H2 No more of a body than its limit is ever held, and it must keep arriving (watch-body.ts).
 * H3 What fails is answered in the API's own words, and unexpected failures are logged exactly once.
 * H4 A POST with an Idempotency-Key has one outcome, however often and from wherever it is repeated; one whose answer shows
 *    a secret has one until it is answered.
 * H5 What a process takes on is bounded (admission.ts), and a request waits for its place with its body read.
 * H6 Nothing has a NUL in its name, so a path with one leads nowhere.
 */

export type Api = {
  platform: Platform;
  surface: Surface;
  limits: Limits;
  createContext: CreateServiceContext;
};

export type RoutedRequest = {
  endpoint: Endpoint;
  /** What its caller must be allowed to do. */
  scopes: readonly Scope[];
  context: RequestContext;
  params: Record<string, string>;
  query: Record<string, string | string[]>;
};

const NUL = '\0';

/** Authorises a request, reads it, and runs its handler; throws what the caller renders. */
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
  // Nobody would hear the answer, and others wait.
  if (signal.aborted) throw domainError('overloaded', { retryAfterMs: 0 });
}

// What an idempotent request is refused with is part of its outcome, so it is rendered before it is kept.
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

/** Checks the credential of the request again, for a response that goes on for long. */
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

import type { Actor, Platform, ServiceContext } from '@/server/services/context';
import { domainError, isDomainError } from '@/server/shared/errors';
import type { Scope } from '@/server/shared/scopes';
import type { Answer, RenderedAnswer } from './answer';
import type { AppliedInput, Endpoint } from './endpoint';
import type { Exchange } from './exchange';
import { answerFailure } from './failure';
import { answerOnce, idempotencyKeyOf } from './idempotency';
import { requireOrganization } from './key-gate';
import { createKnock, type Knock } from './knock';
import type { Limits } from './limits';
import type { OpenContext } from './open-contexts';
import { readBody } from './read-body';
import { requireScopes } from './route-scopes';
import { toSubject } from './subject-of-address';
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

export type Api = { platform: Platform; surface: Surface; limits: Limits; openContext: OpenContext };

export type Routed = {
  endpoint: Endpoint;
  /** What its caller must be allowed to do. */
  scopes: readonly Scope[];
  exchange: Exchange;
  params: Record<string, string>;
  query: Record<string, string | string[]>;
};

const NUL = '\0';

/** Authorises a request, reads it, and runs its handler; throws what the caller renders. */
export async function serve(api: Api, routed: Routed): Promise<Answer | RenderedAnswer> {
  const { exchange, endpoint, scopes, params } = routed;
  const knock = createKnock(exchange, () => readBodyOf(api, endpoint, exchange));
  const actor = await authenticate(api, endpoint, exchange, knock);
  exchange.actor = actor;
  api.limits.rate.spend(actor, exchange);
  requireOrganization(actor, params.orgId);
  if (exchange.path.includes(NUL)) throw domainError('not_found', { thing: 'route', id: exchange.path });
  requireScopes({ actor }, scopes);
  api.limits.admission.enter(exchange.stay, actor.orgId);
  const bytes = await knock.readBytes();
  const place = api.limits.admission.work(exchange.stay, actor.orgId);
  if (place) await waitFor(place, exchange);
  const idempotencyKey = idempotencyKeyOf(exchange, actor);
  const ctx = api.openContext(exchange, actor);
  if (idempotencyKey === null) return run(api, routed, ctx, bytes, null);
  return answerOnce(ctx, { exchange, idempotencyKey, bytes }, ({ applied, madeId }) =>
    runOrFail(api, routed, { ...ctx, idempotencyKey, madeId }, bytes, applied),
  );
}

async function authenticate(
  { platform, surface, limits: { strangers } }: Api,
  endpoint: Endpoint,
  { request, address }: Exchange,
  knock: Knock,
): Promise<Actor> {
  strangers.check(address, () => surface.knowsCaller(platform, request));
  try {
    return await (endpoint.authenticate ?? surface.authenticate)(platform, request, knock);
  } catch (error) {
    if (isDomainError(error)) strangers.count(address);
    throw error;
  }
}

async function waitFor(place: Promise<void>, { request: { signal } }: Exchange): Promise<void> {
  await place;
  // Nobody would hear the answer, and others wait.
  if (signal.aborted) throw domainError('overloaded', { retryAfterMs: 0 });
}

// What an idempotent request is refused with is part of its outcome, so it is rendered before it is kept.
async function runOrFail(
  api: Api,
  routed: Routed,
  ctx: ServiceContext,
  bytes: Uint8Array,
  applied: AppliedInput | null,
): Promise<Answer> {
  try {
    return await run(api, routed, ctx, bytes, applied);
  } catch (error) {
    return answerFailure(api.platform, api.surface, routed.exchange, error);
  }
}

function run(
  api: Api,
  { endpoint, exchange, params, query }: Routed,
  ctx: ServiceContext,
  bytes: Uint8Array,
  applied: AppliedInput | null,
): Promise<Answer> {
  return endpoint.run({
    ctx,
    params,
    query,
    bytes,
    request: exchange.request,
    stillHolds: () => stillHolds(api, endpoint, exchange, bytes),
    applied,
  });
}

/** Knocks once more with the same credential, whose answer was given already. */
async function stillHolds(
  { platform, surface }: Api,
  { authenticate }: Endpoint,
  { request }: Exchange,
  bytes: Uint8Array,
): Promise<boolean> {
  const again: Knock = { request, readBytes: async () => bytes, setHeader: () => undefined };
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
  { request, incoming, stay, address }: Exchange,
): Promise<Uint8Array> {
  if (!endpoint.route.request?.body && endpoint.route.method !== 'post') return new Uint8Array(0);
  const { admission, bodyRate: rate } = limits;
  const hold = {
    begin: (cut: () => void) => admission.holdBody(stay, toSubject(address), cut),
    add: (bytes: number) => admission.hold(stay, bytes),
    end: () => admission.endBody(stay),
  };
  return readBody(request, incoming, { maxBytes: endpoint.maxBodyBytes ?? surface.maxBodyBytes, rate, hold });
}

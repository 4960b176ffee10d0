import { findContactByAddress } from '@/server/db/contact/store';
import { configIn } from '@/server/db/organization/stored-environments';
import type { JsonObject } from '@/server/engine/json';
import type { Regional } from '@/server/engine/locale/regional';
import type { ContactFacts } from '@/server/engine/session';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import { toContactFacts } from '../contact/contact-facts';
import { requireScope, type ServiceContext } from '../context';
import { getStartVersion, type StartVersion } from '../environment/get-start-version';
import { requireStartPlace } from '../environment/require-start-place';
import { createSession, type NewSession } from './create-session';
import { DEFAULT_WAIT_MS } from './reply/await-reply';
import { getReplyByKey } from './reply/get-reply-by-key';
import { requireRegional } from './require-regional';
import type { SessionReply } from './view';

const ONE_HOUR_MS = 3_600_000;
const ATTEMPTS = 5;

export type StartSession = {
  flowId: string;
  variables?: JsonObject;
  /** Stored with the session and returned with it; the flow cannot read it. */
  metadata?: JsonObject;
  /** The session's own settings, which replace those of the flow and the organization. */
  regional?: Regional | undefined;
  /** The environment whose version runs; by default that of the key, or production. Any other requires flows:write. */
  environment?: string | undefined;
  /** The number of the version that runs, whatever the environment has. Requires flows:write. */
  version?: number | undefined;
  channel?: string;
  externalId?: string | null;
  /** Lifetime of the session in milliseconds; one hour by default, null for no limit. */
  expiresAfterMs?: number | null;
  /** The time to wait for calls and timers before an unsettled reply, in milliseconds; default: 25,000. */
  waitMs?: number;
  /** For a start that may be retried: the id, which only one session can have, and the length of its chain of events. */
  origin?: { id: string; eventDepth: number };
};

/**
 * Starts a session of the version that a flow has in an environment and returns its first messages.
 * Throws not_found, flow_not_published, and invalid_request for an unknown locale or time zone.
 */
export async function startSession(ctx: ServiceContext, input: StartSession): Promise<SessionReply> {
  const orgId = requireScope(ctx, 'sessions:write');
  const {
    flowId,
    variables = {},
    metadata = {},
    channel = 'api',
    externalId = null,
    waitMs = DEFAULT_WAIT_MS,
  } = input;
  requireStorable(variables, ['variables']);
  requireStorable({ ...metadata, channel, externalId }, ['metadata']);
  const lifeMs = input.expiresAfterMs === undefined ? ONE_HOUR_MS : input.expiresAfterMs;
  const session = {
    orgId,
    flowId,
    isTest: false,
    variables,
    metadata,
    channel,
    externalId,
    regional: requireRegional(input.regional),
    lifeMs,
    ...(await requireStartPlace(ctx, input)),
    ...input.origin,
  };
  return startPublished(ctx, session, { version: input.version, waitMs });
}

/** The contact whose address is the caller's id of the session; null for a session without an id. */
async function readContact(
  { db }: ServiceContext,
  { orgId, channel, externalId, regional }: Omit<NewSession, 'versionId'>,
): Promise<ContactFacts | null> {
  if (externalId === null) return null;
  const introduction = { name: null, locale: regional?.locale ?? null };
  const stored = await findContactByAddress(db, { orgId, channel, address: externalId });
  return toContactFacts(externalId, stored, introduction);
}

// The cached pointers may be outdated; the commit refuses the version then, and they are read again.
async function startPublished(
  ctx: ServiceContext,
  session: Omit<NewSession, 'versionId'>,
  { version, waitMs }: { version: number | undefined; waitMs: number },
) {
  const { orgId, flowId } = session;
  const reading = ctx.organizations.getStart(orgId);
  const contact = await readContact(ctx, session);
  const own = await reading;
  const { defaults } = own;
  const config = configIn(own, session.environment ?? null);
  const start = { orgId, flowId, environment: session.environment ?? null, version, id: session.id };
  let refused: StartVersion | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const chosen: StartVersion = await getStartVersion(ctx, start, { useCache: attempt === 0 });
    if (ctx.idempotencyKey && refused && isSameStart(chosen, refused)) return getReplyByKey(ctx, waitMs);
    const reply = await createSession(
      ctx,
      { ...session, ...chosen, ...(contact && { contact }), defaults, config },
      waitMs,
    );
    if (reply) return reply;
    refused = chosen;
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

// Refused twice with the same pointers, it was the idempotency key.
function isSameStart({ pointers: one }: StartVersion, { pointers: other }: StartVersion): boolean {
  return one.publishedVersionId === other.publishedVersionId && one.environmentsRev === other.environmentsRev;
}

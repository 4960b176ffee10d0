import { findContactByAddress } from '@/server/db/contact/store';
import type { JsonObject } from '@/server/engine/json';
import type { Regional } from '@/server/engine/locale/regional';
import type { ContactFacts } from '@/server/engine/session';
import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import { toContactFacts } from '../contact/contact-facts';
import { requireScope, type ServiceContext } from '../context';
import { createSession, type NewSession } from './create-session';
import { getPublishedVersionId } from './get-published-version-id';
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
 * Starts a session of a flow's published version and returns its first messages.
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
    ...input.origin,
  };
  return startPublished(ctx, session, waitMs);
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

// The cached version may be outdated; the commit refuses it then, and it is read again.
async function startPublished(ctx: ServiceContext, session: Omit<NewSession, 'versionId'>, waitMs: number) {
  const { orgId, flowId } = session;
  const reading = ctx.organizations.getStart(orgId);
  const contact = await readContact(ctx, session);
  let refused: string | null = null;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const versionId: string = await getPublishedVersionId(ctx, orgId, flowId, { useCache: attempt === 0 });
    if (versionId === refused && ctx.idempotencyKey) return getReplyByKey(ctx, waitMs);
    const reply = await createSession(
      ctx,
      { ...session, versionId, ...(contact && { contact }), ...(await reading) },
      waitMs,
    );
    if (reply) return reply;
    refused = versionId;
  }
  throw domainError('overloaded', { retryAfterMs: 1_000 });
}

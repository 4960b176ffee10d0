import { insertApiKey } from '@/server/db/api-key/store';
import { findChannel } from '@/server/db/channel/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Scope } from '@/server/shared/scopes';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireStillMember } from '../member/require-still-member';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { makeKey, requireGrantable } from './internal';
import { toKeyChange } from './key-change';
import { type ApiKeyView, toApiKeyView } from './view';

const MAX_NAME_LENGTH = 100;

export type CreateApiKeyInput = {
  name: string;
  scopes: Scope[];
  expiresAt?: Date | null;
  /** Restricts the key to one channel. */
  channelId?: string | null | undefined;
};

/**
 * Creates an API key; `secret` is its full text and cannot be read again. Throws permission_denied for a scope that
 * the creator lacks, and invalid_request, also for a channel of another organization.
 */
export async function createApiKey(
  ctx: ServiceContext,
  { name, scopes, expiresAt = null, channelId = null }: CreateApiKeyInput,
): Promise<{ key: ApiKeyView; secret: string }> {
  const orgId = requireOrgWideScope(ctx, 'keys:write');
  requireFreshSignIn(ctx);
  requireGrantable(ctx, scopes);
  requireSensible(ctx.clock.now(), name, scopes, expiresAt);
  await requireChannel(ctx, orgId, channelId);
  const given = { orgId, name: name.trim(), scopes: [...new Set(scopes)], expiresAt, channelId };
  const { row, text } = makeKey(ctx, given);
  return withChange(ctx, async (tx) => {
    await requireStillMember(tx, ctx, 'keys:write');
    const key = toApiKeyView(await insertApiKey(tx, row), ctx.clock.now());
    return { result: { key, secret: text.text }, change: toKeyChange('api-key.created', null, key) };
  });
}

function requireSensible(now: number, name: string, scopes: Scope[], expiresAt: Date | null): void {
  const length = name.trim().length;
  if (length === 0 || length > MAX_NAME_LENGTH)
    refuse('name', `must have 1 to ${MAX_NAME_LENGTH} characters`);
  if (scopes.length === 0) refuse('scopes', 'must name at least one scope');
  if (expiresAt && expiresAt.getTime() <= now) refuse('expiresAt', 'must be in the future');
}

async function requireChannel(
  { db }: ServiceContext,
  orgId: string,
  channelId: string | null,
): Promise<void> {
  if (channelId === null) return;
  const found = isUuid(channelId) ? await findChannel(db, { orgId, channelId }) : null;
  if (!found) refuse('channelId', 'is not a channel of this organization');
}

function refuse(field: string, message: string): never {
  throw domainError('invalid_request', { issues: [{ path: [field], message }] });
}

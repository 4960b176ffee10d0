import { insertApiKey } from '@/server/db/api-key/store';
import type { Transaction } from '@/server/db/connection/transaction';
import { lockChannel } from '@/server/db/lock/rows';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireBindable } from '../environment/require-environment';
import { toStoredEnvironment } from '../environment/stored-environment';
import { requireStillMember } from '../member/require-still-member';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { makeKey, requireGrantable } from './internal';
import { toKeyChange } from './key-change';
import { type CreateApiKeyInput, newKeySchema } from './schema';
import { type ApiKeyView, toApiKeyView } from './view';

/**
 * Creates an API key; `secret` is its full text and cannot be read again. Throws permission_denied for a scope that
 * the creator lacks, and invalid_request, also for a channel of another organization.
 */
export async function createApiKey(
  ctx: ServiceContext,
  input: CreateApiKeyInput,
): Promise<{ key: ApiKeyView; secret: string }> {
  const orgId = requireOrgWideScope(ctx, 'keys:write');
  requireFreshSignIn(ctx);
  const given = requireValid(newKeySchema, input);
  requireGrantable(ctx, given.scopes);
  requireFuture(ctx.clock.now(), given.expiresAt);
  if (given.channelId !== null && given.environment !== null)
    refuse('environment', 'is that of the channel, so a key of a channel has none');
  await requireBindable(ctx, orgId, given.environment);
  const { row, text } = makeKey(ctx, {
    ...given,
    orgId,
    scopes: [...new Set(given.scopes)],
    environment: toStoredEnvironment(given.environment),
  });
  return withChange(ctx, async (tx) => {
    await requireStillMember(tx, ctx, 'keys:write');
    await requireChannel(tx, orgId, given.channelId);
    const key = toApiKeyView(await insertApiKey(tx, row), ctx.clock.now());
    return { result: { key, secret: text.text }, change: toKeyChange('api-key.created', null, key) };
  });
}

function requireFuture(now: number, expiresAt: Date | null): void {
  if (expiresAt && expiresAt.getTime() <= now) refuse('expiresAt', 'must be in the future');
}

// Locked, so that it cannot be deleted before its key exists.
async function requireChannel(tx: Transaction, orgId: string, channelId: string | null): Promise<void> {
  if (channelId === null) return;
  const exists = isUuid(channelId) && (await lockChannel(tx, { orgId, channelId }));
  if (!exists) refuse('channelId', 'is not a channel of this organization');
}

function refuse(field: string, message: string): never {
  throw domainError('invalid_request', { issues: [{ path: [field], message }] });
}

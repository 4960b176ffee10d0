import { type ApiKeyRow, insertApiKeySuccessor } from '@/server/db/api-key/store';
import { domainError } from '@/server/shared/errors';
import { isScope } from '@/server/shared/scopes';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireStillMember } from '../member/require-still-member';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { getKeyRow, makeKey, requireGrantable } from './internal';
import { invalidateKey } from './key-cache';
import { toKeyChange } from './key-change';
import { keyRotationSchema, type RotateApiKeyInput } from './schema';
import { type ApiKeyView, statusOf, toApiKeyView } from './view';

/**
 * Creates a successor with the same name, scopes, channel, environment and lifetime; the old key works for another `overlapMs` (0
 * to 30 days). Throws precondition_failed when the key is revoked, expired or already rotated, and permission_denied
 * when the caller lacks one of its scopes, because a rotation reveals a secret.
 */
export async function rotateApiKey(
  ctx: ServiceContext,
  { keyId, ...input }: RotateApiKeyInput,
): Promise<{ key: ApiKeyView; secret: string }> {
  const orgId = requireOrgWideScope(ctx, 'keys:write');
  requireFreshSignIn(ctx);
  const { overlapMs } = requireValid(keyRotationSchema, input);
  const old = await getKeyRow(ctx, orgId, keyId);
  const scopes = old.scopes.filter(isScope);
  requireGrantable(ctx, scopes);
  requireRotatable(old, ctx.clock.now());
  const now = ctx.clock.now();
  const { name, channelId, environment } = old;
  const { row, text } = makeKey(ctx, {
    orgId,
    name,
    scopes,
    expiresAt: successorExpiry(old, now),
    channelId,
    environment,
  });
  const key = await withChange(ctx, async (tx) => {
    await requireStillMember(tx, ctx, 'keys:write');
    const replaced = await insertApiKeySuccessor(tx, {
      oldId: old.id,
      oldExpiresAt: endOf(old, now + overlapMs),
      successor: row,
    });
    if (!replaced) throw domainError('precondition_failed', { current: 'rotated or revoked' });
    const result = toApiKeyView(replaced, now);
    return { result, change: toKeyChange('api-key.rotated', toApiKeyView(old, now), result) };
  });
  invalidateKey(ctx, old.prefix);
  return { key, secret: text.text };
}

function requireRotatable(old: ApiKeyRow, now: number): void {
  const status = statusOf(old, now);
  if (status !== 'active') throw domainError('precondition_failed', { current: status });
  if (old.rotatedToId) throw domainError('precondition_failed', { current: 'rotated' });
}

function successorExpiry({ createdAt, expiresAt }: ApiKeyRow, now: number): Date | null {
  return expiresAt && new Date(now + expiresAt.getTime() - createdAt.getTime());
}

function endOf({ expiresAt }: ApiKeyRow, wanted: number): Date {
  return new Date(Math.min(wanted, expiresAt?.getTime() ?? wanted));
}

import { insertKey } from '@/server/db/api-key-store';
import { domainError } from '@/server/shared/errors';
import type { Scope } from '@/server/shared/scopes';
import { requireScope, type ServiceContext } from '../context';
import { makeKey, requireGrantable } from './internal';
import { type ApiKeyView, toApiKeyView } from './view';

const MAX_NAME_LENGTH = 100;

export type CreateApiKeyInput = { name: string; scopes: Scope[]; expiresAt?: Date | null };

/** Makes a key; `secret` is its whole text and cannot be read again. Throws permission_denied for a scope its maker lacks. */
export async function createApiKey(
  ctx: ServiceContext,
  { name, scopes, expiresAt = null }: CreateApiKeyInput,
): Promise<{ key: ApiKeyView; secret: string }> {
  const orgId = requireScope(ctx, 'keys:write');
  requireGrantable(ctx, scopes);
  requireSensible(ctx.clock.now(), name, scopes, expiresAt);
  const { row, text } = makeKey(ctx, { orgId, name: name.trim(), scopes: [...new Set(scopes)], expiresAt });
  const stored = await insertKey(ctx.db, row);
  return { key: toApiKeyView(stored, ctx.clock.now()), secret: text.text };
}

function requireSensible(now: number, name: string, scopes: Scope[], expiresAt: Date | null): void {
  const length = name.trim().length;
  if (length === 0 || length > MAX_NAME_LENGTH)
    refuse('name', `must have 1 to ${MAX_NAME_LENGTH} characters`);
  if (scopes.length === 0) refuse('scopes', 'must name at least one scope');
  if (expiresAt && expiresAt.getTime() <= now) refuse('expiresAt', 'must lie in the future');
}

function refuse(field: string, message: string): never {
  throw domainError('invalid_request', { issues: [{ path: [field], message }] });
}

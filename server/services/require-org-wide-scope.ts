import { domainError } from '@/server/shared/errors';
import type { Scope } from '@/server/shared/scopes';
import { requireScope, type ServiceContext } from './context';

/** Like `requireScope`, but also refuses keys of a single channel. */
export function requireOrgWideScope(ctx: ServiceContext, scope: Scope): string {
  const { actor } = ctx;
  if (actor.type === 'apiKey' && actor.channelId !== null)
    throw domainError('permission_denied', { scope: null });
  return requireScope(ctx, scope);
}

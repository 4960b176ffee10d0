import { PRODUCTION } from '@/server/shared/environment-name';
import { requireScope, type ServiceContext } from '../context';
import { requireEnvironment } from './require-environment';
import { toStoredEnvironment } from './stored-environment';

/**
 * Returns the environment in which a caller may start a session, null for production. Another one
 * than its key is bound to, and a version by its number, are for those who may promote versions. Throws permission_denied, not_found.
 */
export async function requireStartPlace(
  ctx: ServiceContext,
  { environment, version }: { environment?: string | undefined; version?: number | undefined },
): Promise<{ environment: string | null }> {
  const own = ownEnvironment(ctx);
  const name = environment ?? own ?? PRODUCTION;
  if (version !== undefined) requireScope(ctx, 'flows:write');
  if (name === (own ?? PRODUCTION)) return { environment: own };
  const orgId = requireScope(ctx, 'flows:write');
  await requireEnvironment(ctx, orgId, name);
  return { environment: toStoredEnvironment(name) };
}

/** The environment that the caller is bound to; null for production. */
export function ownEnvironment({ actor }: ServiceContext): string | null {
  return actor.type === 'apiKey' ? (actor.environment ?? null) : null;
}

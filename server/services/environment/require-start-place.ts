import { PRODUCTION } from '@/server/shared/environment-name';
import { requireScope, type ServiceContext } from '../context';
import { requireEnvironment } from './require-environment';

/**
 * Returns the environment in which a caller may start a session, null for production. Another one, and a version by its number, are
 * for those who may promote versions. Throws permission_denied, not_found.
 */
export async function requireStartPlace(
  ctx: ServiceContext,
  { environment, version }: { environment?: string | undefined; version?: number | undefined },
): Promise<{ environment: string | null }> {
  const name = environment ?? PRODUCTION;
  if (version !== undefined) requireScope(ctx, 'flows:write');
  if (name === PRODUCTION) return { environment: null };
  const orgId = requireScope(ctx, 'flows:write');
  await requireEnvironment(ctx, orgId, name);
  return { environment: name };
}

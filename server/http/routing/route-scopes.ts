import type { RouteConfig } from '@hono/zod-openapi';
import { requireScope } from '@/server/services/context';
import type { Scope } from '@/server/shared/scopes';

/*
 * scopes/before-body  A caller without the scopes of a route is refused before the request is read or validated. Services
 *                     check the scopes again, and everything that depends on the request.
 */

/** The required scopes by "METHOD /path". */
export type RouteScopes = Readonly<Record<string, readonly Scope[]>>;

/** The scopes of a route; throws an Error when the table lacks it. */
export function scopesOfRoute(table: RouteScopes | null, { method, path }: RouteConfig): readonly Scope[] {
  if (table === null) return [];
  const name = `${method.toUpperCase()} ${path}`;
  const scopes = table[name];
  if (!scopes) throw new Error(`${name} has no row in the table of scopes`);
  return scopes;
}

/** Throws permission_denied for the first missing scope. */
export function requireScopes(actor: Parameters<typeof requireScope>[0], scopes: readonly Scope[]): void {
  for (const scope of scopes) requireScope(actor, scope);
}

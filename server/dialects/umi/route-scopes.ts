import type { RouteScopes } from '@/server/http/routing/route-scopes';

/** The scopes of each route; a key that lacks one is refused before its request is read. */
export const ROUTE_SCOPES: RouteScopes = {
  'GET /orgs/{orgId}/unified_messaging': ['channels:read'],
  'POST /orgs/{orgId}/unified_messaging': ['channels:write'],
  'POST /orgs/{orgId}/unified_messaging/{configId}/close_session': ['sessions:write', 'sessions:read'],
  'POST /orgs/{orgId}/unified_messaging/{configId}/messages': ['sessions:write'],
};

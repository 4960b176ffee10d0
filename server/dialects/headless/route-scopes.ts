import type { RouteScopes } from '@/server/http/routing/route-scopes';

/** The scopes of each route; a key that lacks one is refused before its request is read. */
export const ROUTE_SCOPES: RouteScopes = {
  'POST /orgs/{orgId}/flows/{flowId}/execute': ['sessions:write'],
  'POST /orgs/{orgId}/flows/{flowId}/sessions': ['sessions:write'],
  'DELETE /orgs/{orgId}/sessions/{sessionId}': ['sessions:write'],
  'GET /orgs/{orgId}/sessions/{sessionId}': ['sessions:read'],
  'GET /orgs/{orgId}/sessions/{sessionId}/events': ['sessions:read'],
  'POST /orgs/{orgId}/sessions/{sessionId}/events': ['sessions:write'],
  'POST /orgs/{orgId}/sessions/{sessionId}/messages': ['sessions:write'],
  'PATCH /orgs/{orgId}/sessions/{sessionId}/variables': ['sessions:write'],
};

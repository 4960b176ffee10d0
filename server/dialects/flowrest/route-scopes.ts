import type { RouteScopes } from '@/server/http/routing/route-scopes';

/** The scopes of each route; a key that lacks one is refused before its request is read. */
export const ROUTE_SCOPES: RouteScopes = {
  'POST /broadcast/instant': ['sessions:write', 'sessions:read'],
  'POST /broadcast/instant/segment': ['sessions:read', 'sessions:write'],
  'GET /broadcast/segments': ['sessions:read'],
  'GET /businesshours': [],
  'POST /handover/{threadId}': ['sessions:read', 'sessions:write'],
  'POST /messages': ['sessions:write'],
  'GET /messages/{threadId}': ['sessions:read'],
  'POST /messages/{threadId}': ['sessions:write'],
  'DELETE /pause/{threadId}': ['sessions:read', 'sessions:write'],
  'GET /pause/{threadId}': ['sessions:read'],
  'POST /pause/{threadId}': ['sessions:read', 'sessions:write'],
  'POST /resolve/{threadId}': ['sessions:write', 'sessions:read'],
  'POST /takeover/{threadId}': ['sessions:read', 'sessions:write'],
  'GET /threads': ['sessions:read'],
  'GET /trigger/event': ['sessions:read'],
  'POST /trigger/event/{threadId}': ['sessions:read', 'sessions:write'],
};

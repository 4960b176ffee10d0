import type { RouteScopes } from '@/server/http/routing/route-scopes';

/** The scopes of each route; a key that lacks one is refused before its request is read. */
export const ROUTE_SCOPES: RouteScopes = {
  'POST /events': ['sessions:write'],
  'POST /executions/{executionId}/resume': ['sessions:read', 'sessions:write'],
  'GET /intents': ['sessions:read'],
  'POST /triggers/chat': ['sessions:write'],
};

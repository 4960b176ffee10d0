import type { Scope } from './scope-groups';

type Made = { origin: string; orgId: string; key: { scopes: readonly Scope[] }; secret: string };

/** A request that the key is allowed to make, ready to paste. */
export function toKeyCurl({ origin, orgId, key, secret }: Made): string {
  const { method, path, body } = toRequest(key.scopes, orgId);
  const lines = [`curl -s${method} '${origin}${path}'`, `-H 'Authorization: Bearer ${secret}'`];
  if (body) lines.push(`-H 'Content-Type: application/json' -d '${body}'`);
  return lines.join(' \\\n  ');
}

function toRequest(scopes: readonly Scope[], orgId: string): { method: string; path: string; body?: string } {
  if (scopes.includes('sessions:write'))
    return { method: ' -X POST', path: `/cgw/process/v1/orgs/${orgId}/flows/FLOW_ID/sessions`, body: '{}' };
  if (scopes.includes('flows:read')) return { method: '', path: `/api/v1/orgs/${orgId}/flows` };
  if (scopes.includes('keys:read')) return { method: '', path: `/api/v1/orgs/${orgId}/api-keys` };
  if (scopes.includes('flows:write'))
    return { method: ' -X POST', path: `/api/v1/orgs/${orgId}/flows`, body: '{"name":"First flow"}' };
  return { method: '', path: `/cgw/process/v1/orgs/${orgId}/sessions/SESSION_ID` };
}

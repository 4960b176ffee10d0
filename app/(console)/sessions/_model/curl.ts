import { quoteForShell } from '@/app/_lib/quote-for-shell';
import type { SessionStatus } from '@/server/services/session/view';

type Place = { origin: string; orgId: string };

/** The request that starts a session of a flow. */
export function curlStart({ origin, orgId, flowId }: Place & { flowId: string }): string {
  return post(`${origin}/cgw/process/v1/orgs/${orgId}/flows/${flowId}/sessions`, { variables: {} });
}

type Asked = Place & { sessionId: string; status: SessionStatus };

/** The request for a session's next input; one that reads the session where it takes none. */
export function curlNext({ origin, orgId, sessionId, status }: Asked): string {
  const session = `${origin}/cgw/process/v1/orgs/${orgId}/sessions/${sessionId}`;
  if (status === 'awaiting_input') return post(`${session}/messages`, { text: 'Hello' });
  if (status === 'awaiting_transfer')
    return post(`${session}/messages`, { transferResult: { status: 'success' } });
  return toCurl({ method: 'GET', url: session, headers: [BY_KEY] });
}

const BY_KEY = 'Authorization: Bearer $PARLEY_API_KEY';

function post(url: string, body: object): string {
  return toCurl({ method: 'POST', url, headers: [BY_KEY], body });
}

type Request = { method: string; url: string; headers: readonly string[]; body?: object };

/** Formats a request as a curl command; the shell expands variables in its headers. */
export function toCurl({ method, url, headers, body }: Request): string {
  return [
    method === 'GET' ? `curl ${quoteForShell(url)}` : `curl -X ${method} ${quoteForShell(url)}`,
    ...headers.map((header) => `-H "${header}"`),
    ...(body ? ["-H 'Content-Type: application/json'", `-d ${quoteForShell(JSON.stringify(body))}`] : []),
  ].join(' \\\n  ');
}

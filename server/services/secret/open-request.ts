import { listSecretsOfSession } from '@/server/db/secret/store';
import { explainHeader, isHeaderValue } from '@/server/engine/nodes/calls/header-value';
import type { HttpRequest } from '@/server/engine/protocol';
import type { SecretPlace } from '@/server/engine/secrets/place-secrets';
import { SECRETS } from '@/server/shared/secret-name';
import { type Connected, resolveConnection } from '../connection/resolve-connection';
import type { Platform } from '../context';
import { openSecret } from './seal-secret';

/** A request as it is sent, with the values that are hidden in what comes back; or why it cannot be sent. */
export type OpenedRequest = Connected;

type SecretValues = ReadonlyMap<string, string>;

/** A request of a session, which may not be stored yet. */
type Asked = { orgId: string; sessionId: string; request: HttpRequest };

/**
 * Puts the values of an organization's secrets into their places, those of the session's environment first, and adds what the
 * connection of the request has, for whose access token it waits at most `waitMs`. Throws an Error when the server's secret is gone.
 */
export async function openRequest(
  deps: Pick<Platform, 'db' | 'http' | 'secrets' | 'tokens'>,
  { orgId, sessionId, request }: Asked,
  waitMs: number,
): Promise<OpenedRequest> {
  const filled = await fillSecrets(deps, { orgId, sessionId, request });
  const { connection } = request;
  if (!filled.ok || connection === undefined) return filled;
  const connected = await resolveConnection(deps, orgId, { ...filled.request, connection }, waitMs);
  return connected.ok ? { ...connected, hidden: [...filled.hidden, ...connected.hidden] } : connected;
}

async function fillSecrets(
  { db, secrets }: Pick<Platform, 'db' | 'secrets'>,
  { orgId, sessionId, request }: Asked,
): Promise<OpenedRequest> {
  const names = listNames(request);
  if (names.length === 0) return { ok: true, request, hidden: [], renew: null };
  const rows = await listSecretsOfSession(db, { orgId, names, sessionId });
  const values = new Map(rows.map((row) => [row.name, openSecret(secrets, { orgId, ...row })]));
  const missing = names.find((name) => !values.has(name));
  if (missing !== undefined) return { ok: false, code: 'unknown_secret', message: explainMissing(missing) };
  return fill(request, values);
}

function explainMissing(name: string): string {
  return `There is no secret ${name}. An admin can add it under Settings, Secrets.`;
}

function listNames({ secrets }: HttpRequest): string[] {
  if (!secrets) return [];
  const { url = [], headers = {}, body = [] } = secrets;
  return [...new Set([...url, ...Object.values(headers).flat(), ...body].map(({ name }) => name))];
}

function fill(request: HttpRequest, values: SecretValues): OpenedRequest {
  const { url, headers, body, secrets } = request;
  const filled = Object.entries(headers).map(([name, text]): [string, string] => [
    name,
    fillText(text, secrets?.headers?.[name], values),
  ]);
  const refused = filled.find(([, text]) => !isHeaderValue(text));
  if (refused)
    return { ok: false, code: 'invalid_header', message: explainHeader(JSON.stringify(refused[0])) };
  const opened = {
    ...request,
    url: fillText(url, secrets?.url, values),
    headers: Object.fromEntries(filled),
    body: body === null ? null : fillText(body, secrets?.body, values),
  };
  const hidden = [...values].map(([name, value]) => ({ shown: `${SECRETS}.${name}`, value }));
  return { ok: true, request: opened, hidden, renew: null };
}

function fillText(text: string, places: readonly SecretPlace[] = [], values: SecretValues): string {
  let filled = '';
  let end = 0;
  for (const { name, at, encoding } of places) {
    filled += text.slice(end, at) + encode(values.get(name) ?? '', encoding);
    end = at + SECRETS.length + 1 + name.length;
  }
  return filled + text.slice(end);
}

function encode(value: string, encoding: SecretPlace['encoding']): string {
  if (encoding === 'url') return encodeURIComponent(value);
  return encoding === 'json' ? JSON.stringify(value).slice(1, -1) : value;
}

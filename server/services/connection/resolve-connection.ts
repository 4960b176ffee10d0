import { type ConnectionRow, findConnection } from '@/server/db/service-connection/store';
import { explainHeader, isHeaderValue } from '@/server/engine/nodes/calls/header-value';
import type { HttpRequest } from '@/server/engine/protocol';
import type { OutboundRequest } from '@/server/gateways/http-client';
import { pause } from '@/server/shared/pause';
import type { Platform } from '../context';
import { MIN_SECRET_CHARS } from '../secret/schema';
import type { HiddenValue } from '../secret/scrub-secrets';
import { openCredential } from './credential';
import { fetchToken } from './fetch-token';
import { signRequest } from './sign-request';
import type { Token } from './token-cache';

/** A request with everything of its connection; or why it cannot be sent. `renew` drops a token that the service refused. */
export type Connected =
  | { ok: true; request: OutboundRequest; hidden: HiddenValue[]; renew: (() => void) | null }
  | { ok: false; code: string; message: string };

type Deps = Pick<Platform, 'db' | 'http' | 'secrets' | 'tokens'>;

/** Completes the request of a call by the connection that it names. Throws an Error when the server's secret is gone. */
export async function resolveConnection(
  deps: Deps,
  orgId: string,
  request: HttpRequest & { connection: string },
  waitMs: number,
): Promise<Connected> {
  const name = request.connection;
  const row = await findConnection(deps.db, { orgId, name });
  return row ? connect(deps, row, request, waitMs) : refuse('unknown_connection', explainUnknown(name));
}

/** Completes a request by a connection, for whose access token it waits at most `waitMs`. */
export async function connect(
  deps: Deps,
  row: ConnectionRow,
  request: HttpRequest,
  waitMs: number,
): Promise<Connected> {
  const { name, auth } = row;
  const stored = row.sealed === null ? '' : openCredential(deps.secrets, { ...row, sealed: row.sealed });
  const key = `${row.orgId}:${row.id}:${row.rev}`;
  let credential = stored;
  if (auth.type === 'oauth2_client_credentials') {
    const fetched = deps.tokens.get(key, () => fetchToken(deps, auth, stored));
    const token = await waitAtMost(fetched, Math.min(waitMs, row.timeoutMs ?? waitMs));
    if (!token.ok) return refuse(token.code, `The connection ${name} has no access token. ${token.message}`);
    credential = token.value;
  }
  // Base64 carries every character.
  if (auth.type !== 'basic' && !isHeaderValue(credential))
    return refuse('invalid_header', explainHeader(`the credential of the connection ${name}`));
  const signed = signRequest(row, request, credential);
  if (!signed) return refuse('invalid_url', `The path leads out of the address of the connection ${name}.`);
  const shown = `$connection.${name}`;
  const values = [...new Set([stored, credential])].filter(({ length }) => length >= MIN_SECRET_CHARS);
  const hidden = values.map((value) => ({ shown, value }));
  const renew = credential === stored ? null : () => deps.tokens.drop(key, credential);
  return { ok: true, request: signed, hidden, renew };
}

async function waitAtMost(token: Promise<Token>, ms: number): Promise<Token> {
  const late = new AbortController();
  const timeout = pause(ms, late.signal).then(
    (): Token => ({
      ok: false,
      code: 'timeout',
      message: `The token server did not answer within ${ms} ms.`,
    }),
  );
  return Promise.race([token, timeout]).finally(() => late.abort());
}

function explainUnknown(name: string): string {
  return `There is no connection ${name}. An admin can add it under Settings, Connections.`;
}

function refuse(code: string, message: string): Connected {
  return { ok: false, code, message };
}

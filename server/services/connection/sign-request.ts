/*
 * connection/address-kept  A request goes to the address of its connection or below it, whatever its path.
 */
import type { ConnectionRow } from '@/server/db/service-connection/store';
import type { HttpRequest } from '@/server/engine/protocol';
import type { OutboundRequest } from '@/server/gateways/http-client';
import { isJsonObject } from '@/server/shared/json';
import { toBasic } from './basic';

/** Adds the address, headers and limits of a connection to a request, and signs it; null for a path that leads elsewhere. */
export function signRequest(
  { address, auth, headers, model, timeoutMs, maxBytes }: ConnectionRow,
  request: HttpRequest,
  credential: string,
): OutboundRequest | null {
  const url = address + request.url;
  if (!isBelow(url, address)) return null;
  return {
    ...request,
    url,
    headers: { ...toLowerCase(headers), ...toLowerCase(request.headers), ...toSignature(auth, credential) },
    body: model === null ? request.body : addModel(request.body, model),
    timeoutMs: Math.min(request.timeoutMs, timeoutMs ?? request.timeoutMs),
    ...(maxBytes !== null && { maxBytes }),
  };
}

function isBelow(url: string, address: string): boolean {
  if (!URL.canParse(url)) return false;
  const [to, base] = [new URL(url), new URL(address)];
  const folder = base.pathname.replace(/\/$/, '');
  const isInFolder = to.pathname === base.pathname || to.pathname.startsWith(`${folder}/`);
  return to.origin === base.origin && to.username === '' && to.password === '' && isInFolder;
}

function toSignature(auth: ConnectionRow['auth'], credential: string): Record<string, string> {
  switch (auth.type) {
    case 'none':
      return {};
    case 'bearer':
    case 'oauth2_client_credentials':
      return { authorization: `Bearer ${credential}` };
    case 'basic':
      return { authorization: toBasic(auth.username, credential) };
    case 'header':
      return { [auth.header.toLowerCase()]: credential };
  }
}

function toLowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** Adds the model to a chat completion request that names none. */
function addModel(body: string | null, model: string): string | null {
  if (body === null) return null;
  try {
    const asked: unknown = JSON.parse(body);
    return isJsonObject(asked) && asked.model === undefined ? JSON.stringify({ model, ...asked }) : body;
  } catch {
    return body;
  }
}

import type { StoredAuth } from '@/server/db/service-connection/stored-auth';
import type { Json } from '@/server/engine/json';
import { isHeaderValue } from '@/server/engine/nodes/calls/header-value';
import type { HttpClient } from '@/server/gateways/http-client';
import { isJsonObject } from '@/server/shared/json';
import { toBasic } from './basic';
import type { Token } from './token-cache';

type OAuth = Extract<StoredAuth, { type: 'oauth2_client_credentials' }>;

const TIMEOUT_MS = 10_000;
const MAX_TOKEN_CHARS = 8_000;
/** The lifetime of a token whose server names none, and the longest one. */
const DEFAULT_LIFETIME_MS = 300_000;
const MAX_LIFETIME_MS = 86_400_000;

/** Fetches an access token by the grant of client credentials (RFC 6749, section 4.4). */
export async function fetchToken(
  { http }: { http: HttpClient },
  auth: OAuth,
  clientSecret: string,
): Promise<Token> {
  const attempt = await http.send({
    ...toRequest(auth, clientSecret),
    timeoutMs: TIMEOUT_MS,
    maxAttempts: 1,
  });
  if (attempt.type === 'error') return refuse(attempt.error.message, attempt.error.code);
  const { status, body } = attempt.result;
  const answer = isJsonObject(body) ? body : {};
  if (status < 200 || status > 299)
    return refuse(`The token server responded with status ${status}${nameError(answer.error)}.`);
  const { access_token: value, token_type: type = 'bearer', expires_in: seconds } = answer;
  if (typeof value !== 'string' || value === '' || value.length > MAX_TOKEN_CHARS || !isHeaderValue(value))
    return refuse('The response of the token server has no usable access_token.');
  if (typeof type !== 'string' || type.toLowerCase() !== 'bearer')
    return refuse('The token server gives tokens of another type than bearer.');
  return { ok: true, value, lifetimeMs: toLifetime(seconds) };
}

function toRequest({ tokenUrl, clientId, scope, credentialsIn }: OAuth, clientSecret: string) {
  const inHeader = credentialsIn === 'header';
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    ...(scope !== undefined && { scope }),
    ...(!inHeader && { client_id: clientId, client_secret: clientSecret }),
  });
  return {
    method: 'POST',
    url: tokenUrl,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      accept: 'application/json',
      // The specification encodes both parts as in a form first.
      ...(inHeader && { authorization: toBasic(encodeForm(clientId), encodeForm(clientSecret)) }),
    },
    body: form.toString(),
  };
}

function encodeForm(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1);
}

function nameError(error: Json | undefined): string {
  return typeof error === 'string' && /^[a-z_]{1,60}$/.test(error) ? ` (${error})` : '';
}

function toLifetime(seconds: Json | undefined): number {
  const ms =
    Number(typeof seconds === 'string' || typeof seconds === 'number' ? seconds : Number.NaN) * 1_000;
  return Number.isFinite(ms) && ms > 0 ? Math.min(ms, MAX_LIFETIME_MS) : DEFAULT_LIFETIME_MS;
}

function refuse(message: string, code = 'oauth_token'): Token {
  return { ok: false, code, message };
}

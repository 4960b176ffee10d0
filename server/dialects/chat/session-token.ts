import type { Platform } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';

/*
 * Signed session tokens. Nothing of them is stored, so every process can check them.
 *
 * token/one-conversation: a token opens the conversation it was made for, until it expires.
 * token/ends-with-key: it is valid while its publishable key is the channel's and enabled (auth.ts).
 * token/one-purpose: a token signed for another purpose is no session token.
 */

type Signing = Pick<Platform, 'secrets'>;

export const SESSION_TOKEN_MS = 3_600_000;

export type SessionClaims = {
  orgId: string;
  channelId: string;
  threadId: string;
  /** The end of the publishable key, so that a replaced key invalidates its tokens. */
  key: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
};

const SESSION = 'chat-session';
const KEY_CHARS = 8;

/** The part of a publishable key that is in its tokens. */
export function endOfKey(publicKey: string | null): string {
  return publicKey?.slice(-KEY_CHARS) ?? '';
}

/** Signs a session token. */
export function signSession(
  signing: Signing,
  { orgId, channelId, threadId, key, expiresAt }: SessionClaims,
): string {
  return sign(signing, SESSION, [orgId, channelId, threadId, key, expiresAt]);
}

/** Reads a session token, expired ones included; throws credential_invalid for a token that is not ours. */
export function readSession(signing: Signing, token: string): SessionClaims {
  const claims = read(signing, SESSION, token);
  if (!claims) throw domainError('credential_invalid', { reason: 'malformed' });
  const [orgId = '', channelId = '', threadId = '', key = '', end = ''] = claims;
  return { orgId, channelId, threadId, key, expiresAt: Number(end) };
}

function sign({ secrets }: Signing, purpose: string, parts: (string | number)[]): string {
  const payload = Buffer.from(JSON.stringify(parts.map(String))).toString('base64url');
  return `${payload}.${secrets.sign(purpose, payload).toString('base64url')}`;
}

function read({ secrets }: Signing, purpose: string, token: string): string[] | null {
  const [payload = '', signature = '', ...rest] = token.split('.');
  const isOurs = rest.length === 0 && secrets.verify(purpose, payload, Buffer.from(signature, 'base64url'));
  return isOurs ? JSON.parse(Buffer.from(payload, 'base64url').toString()) : null;
}

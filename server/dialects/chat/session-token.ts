import type { Platform } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';

/*
 * Signed tokens, good on every process because nothing of them is kept.
 * T1 A token opens the one conversation that it was made for, until its time is over.
 * T2 It is only good while the key it was made under is the channel's and is enabled (auth.ts).
 * T3 A token of one purpose is none for any other.
 */

type Signing = Pick<Platform, 'secrets'>;

export const SESSION_TOKEN_MS = 3_600_000;

export type SessionClaims = {
  orgId: string;
  channelId: string;
  threadId: string;
  /** The end of the publishable key: a revoked key takes its tokens with it. */
  key: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
};

const SESSION = 'chat-session';
const KEY_CHARS = 8;

/** The part of a publishable key that its tokens carry. */
export function endOfKey(publicKey: string | null): string {
  return publicKey?.slice(-KEY_CHARS) ?? '';
}

/** Signs what opens a conversation. */
export function signSession(
  signing: Signing,
  { orgId, channelId, threadId, key, expiresAt }: SessionClaims,
): string {
  return sign(signing, SESSION, [orgId, channelId, threadId, key, expiresAt]);
}

/** Reads a session token, also one whose time is over; throws credential_invalid for one that is not ours. */
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

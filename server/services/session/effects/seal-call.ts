import type { HttpRequest } from '@/server/engine/protocol';
import type { Platform } from '../../context';

/** A call as its row stores it. Everything that the author wrote is encrypted, because it can contain credentials. */
export type SealedCall = Pick<HttpRequest, 'timeoutMs' | 'maxAttempts'> & { sealed: string };

/** The key of a call's row; the encryption is bound to it. */
export type CallKey = { orgId: string; sessionId: string; key: string };

type SealedPart = Omit<HttpRequest, 'timeoutMs' | 'maxAttempts'>;
type Sealing = Pick<Platform, 'secrets'>;

/** Encrypts a call for its row. */
export function sealCall({ secrets }: Sealing, key: CallKey, request: HttpRequest): SealedCall {
  const { timeoutMs, maxAttempts, ...written } = request;
  return { timeoutMs, maxAttempts, sealed: secrets.seal(JSON.stringify(written), contextOf(key)) };
}

/** Decrypts a stored call; rows of early versions are not encrypted. Throws an Error when the secret is gone. */
export function openCall({ secrets }: Sealing, key: CallKey, stored: SealedCall | HttpRequest): HttpRequest {
  if (!('sealed' in stored)) return stored;
  const { sealed, ...limits } = stored;
  const written: SealedPart = JSON.parse(secrets.open(sealed, contextOf(key)));
  return { ...written, ...limits };
}

function contextOf({ orgId, sessionId, key }: CallKey): string {
  return `call:${orgId}:${sessionId}:${key}`;
}

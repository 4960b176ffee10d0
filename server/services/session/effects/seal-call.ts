import type { HttpRequest } from '@/server/engine/protocol';
import type { Platform } from '../../context';

/** A call as its row keeps it: all that its author wrote is sealed, for credentials stand there. */
export type SealedCall = Pick<HttpRequest, 'timeoutMs' | 'maxAttempts'> & { sealed: string };

/** Where a call is kept; it can be opened nowhere else. */
export type CallKey = { orgId: string; sessionId: string; key: string };

type SealedPart = Omit<HttpRequest, 'timeoutMs' | 'maxAttempts'>;
type Sealing = Pick<Platform, 'secrets'>;

/** Seals a call for its row. */
export function sealCall({ secrets }: Sealing, place: CallKey, request: HttpRequest): SealedCall {
  const { timeoutMs, maxAttempts, ...written } = request;
  return { timeoutMs, maxAttempts, sealed: secrets.seal(JSON.stringify(written), contextOf(place)) };
}

/** Opens a call that was kept, also one of before calls were sealed; throws an Error when its secret is gone. */
export function openCall({ secrets }: Sealing, place: CallKey, kept: SealedCall | HttpRequest): HttpRequest {
  if (!('sealed' in kept)) return kept;
  const { sealed, ...limits } = kept;
  const written: SealedPart = JSON.parse(secrets.open(sealed, contextOf(place)));
  return { ...written, ...limits };
}

function contextOf({ orgId, sessionId, key }: CallKey): string {
  return `call:${orgId}:${sessionId}:${key}`;
}

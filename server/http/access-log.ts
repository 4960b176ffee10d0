import type { Platform } from '@/server/services/context';
import type { Exchange } from './exchange';

/** Writes one line for an answered request: never a body, a query or a secret. */
export function logAccess({ log, clock }: Platform, api: string, exchange: Exchange, status: number): void {
  const { id, method, pattern, startedAt, actor } = exchange;
  log.info(
    {
      api,
      method,
      path: pattern,
      status,
      ms: clock.now() - startedAt,
      requestId: id,
      orgId: actor?.orgId,
      keyId: actor?.type === 'apiKey' ? actor.keyId : undefined,
    },
    'request',
  );
}

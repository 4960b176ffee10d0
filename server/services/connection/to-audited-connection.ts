import type { ConnectionRow } from '@/server/db/service-connection/store';

/** A connection for the audit log: a credential only by the time at which it was set. */
export function toAuditedConnection(row: ConnectionRow & { credentialSetAt?: Date }): object {
  const { kind, address, auth, headers, model, timeoutMs, maxBytes, credentialSetAt } = row;
  return {
    kind,
    address,
    auth,
    headers,
    model,
    timeoutMs,
    maxBytes,
    ...(credentialSetAt && { credentialSetAt }),
  };
}

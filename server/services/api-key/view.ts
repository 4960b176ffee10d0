import type { ApiKeyRow } from '@/server/db/api-key/store';
import { PRODUCTION } from '@/server/shared/environment-name';
import { isScope, type Scope } from '@/server/shared/scopes';

/** An API key as every surface shows it, without its secret. */
export type ApiKeyView = {
  id: string;
  name: string;
  /** The start and the last characters of the key, to recognize it by. */
  prefix: string;
  lastFour: string;
  scopes: Scope[];
  status: 'active' | 'revoked' | 'expired';
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
  rotatedToId: string | null;
  /** The only channel that the key may use; null for a key of the organization. */
  channelId: string | null;
  /** The environment in which the sessions that it starts run; of a key of a channel, that of the channel counts. */
  environment: string;
};

export function toApiKeyView(row: ApiKeyRow, now: number): ApiKeyView {
  const { id, name, prefix, lastFour, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt, rotatedToId } =
    row;
  return {
    id,
    name,
    prefix: `parley_${prefix}`,
    lastFour,
    scopes: row.scopes.filter(isScope),
    status: statusOf(row, now),
    createdBy,
    createdAt,
    expiresAt,
    lastUsedAt,
    revokedAt,
    rotatedToId,
    channelId: row.channelId,
    environment: row.environment ?? PRODUCTION,
  };
}

/** The status of a key at `now`; a revoked key stays revoked after its expiry. */
export function statusOf({ revokedAt, expiresAt }: ApiKeyRow, now: number): ApiKeyView['status'] {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt.getTime() <= now ? 'expired' : 'active';
}

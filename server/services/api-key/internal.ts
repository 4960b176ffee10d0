import { type ApiKeyRow, findApiKey, type NewApiKey } from '@/server/db/api-key/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Scope } from '@/server/shared/scopes';
import { type Actor, requireScope, type ServiceContext } from '../context';
import { hashSecret } from '../hash-secret';
import { type KeyText, makeKeyText } from './key-text';

/** Returns the row of a key; throws not_found. */
export async function getKeyRow({ db }: ServiceContext, orgId: string, keyId: string): Promise<ApiKeyRow> {
  const row = isUuid(keyId) ? await findApiKey(db, { orgId, id: keyId }) : null;
  if (!row) throw domainError('not_found', { thing: 'api key', id: keyId });
  return row;
}

/** Throws permission_denied for the first scope that the caller lacks: nobody grants more than they have. */
export function requireGrantable(ctx: ServiceContext, scopes: readonly Scope[]): void {
  for (const scope of scopes) requireScope(ctx, scope);
}

/** Creates the row of a new key, not stored yet, and the text that its holder sees once. */
export function makeKey(
  { actor, clock, ids }: ServiceContext,
  given: Pick<NewApiKey, 'orgId' | 'name' | 'expiresAt' | 'channelId' | 'environment'> & {
    scopes: readonly Scope[];
  },
): { row: NewApiKey; text: KeyText } {
  const now = clock.now();
  const text = makeKeyText(ids);
  const row = {
    orgId: given.orgId,
    id: ids.uuid(now),
    name: given.name,
    prefix: text.prefix,
    lastFour: text.lastFour,
    secretHash: hashSecret(text.secret),
    scopes: [...given.scopes],
    createdBy: makerOf(actor),
    createdAt: new Date(now),
    expiresAt: given.expiresAt,
    channelId: given.channelId,
    environment: given.environment,
  };
  return { row, text };
}

function makerOf(actor: Actor): string | null {
  if (actor.type === 'user') return actor.userId;
  return actor.type === 'apiKey' ? actor.keyId : null;
}

import type { ExpressionBuilder, Selectable } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { toLikePattern } from '../statement/like-pattern';
import { build, countRows, findRow, getRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `api_keys`. */
export type ApiKeyRow = Selectable<Tables['apiKeys']>;

export type NewApiKey = Pick<
  ApiKeyRow,
  | 'orgId'
  | 'id'
  | 'name'
  | 'prefix'
  | 'lastFour'
  | 'scopes'
  | 'createdBy'
  | 'createdAt'
  | 'expiresAt'
  | 'channelId'
  | 'environment'
> & { secretHash: Uint8Array<ArrayBuffer> };

type ApiKeyKey = { orgId: string; id: string };

/** Finds the keys with these public parts, in any organization: the organization is known only after it. */
export async function findApiKeysByPrefixes(db: Db, prefixes: readonly string[]): Promise<ApiKeyRow[][]> {
  if (prefixes.length === 0) return [];
  const rows = await listRows(db, build.selectFrom('apiKeys').selectAll().where('prefix', 'in', prefixes));
  return prefixes.map((prefix) => rows.filter((row) => row.prefix === prefix));
}

/** Finds a key. */
export function findApiKey(db: Db, { orgId, id }: ApiKeyKey): Promise<ApiKeyRow | null> {
  const key = build.selectFrom('apiKeys').selectAll();
  return findRow(db, key.where('orgId', '=', orgId).where('id', '=', id));
}

/** Stores a key. */
export function insertApiKey(tx: AuditedTransaction, key: NewApiKey): Promise<ApiKeyRow> {
  return getRow(tx, build.insertInto('apiKeys').values(key).returningAll());
}

/** Lists the names of keys by their ids. */
export function listApiKeyNames(
  db: Db,
  { orgId, ids }: { orgId: string; ids: readonly string[] },
): Promise<{ id: string; name: string }[]> {
  if (ids.length === 0) return Promise.resolve([]);
  const keys = build.selectFrom('apiKeys').select(['id', 'name']).where('orgId', '=', orgId);
  return listRows(db, keys.where('id', 'in', ids));
}

/** Lists the keys that a person made and that are not revoked, in one organization. */
export function listApiKeysOfUser(
  db: Db,
  { orgId, userId }: { orgId: string; userId: string },
): Promise<ApiKeyRow[]> {
  const keys = build.selectFrom('apiKeys').selectAll().where('orgId', '=', orgId);
  return listRows(db, keys.where('createdBy', '=', userId).where('revokedAt', 'is', null));
}

/** Lists the active keys that a person created directly or by another key, newest first. */
export function listApiKeysMadeBy(
  db: Db,
  { orgId, madeBy, at }: { orgId: string; madeBy: string; at: Date },
): Promise<ApiKeyRow[]> {
  const made = build.withRecursive('made', (cte) =>
    cte
      .selectFrom('apiKeys')
      .select('id')
      .where('orgId', '=', orgId)
      .where('createdBy', '=', madeBy)
      .union(
        cte
          .selectFrom('apiKeys as k')
          .innerJoin('made', 'made.id', 'k.createdBy')
          .select('k.id')
          .where('k.orgId', '=', orgId),
      ),
  );
  const keys = build
    .selectFrom('apiKeys')
    .selectAll()
    .where('orgId', '=', orgId)
    .where('id', 'in', made.selectFrom('made').select('id'))
    .where((eb) => worksAt(eb, at));
  return listRows(db, keys.orderBy('createdAt', 'desc').orderBy('id', 'desc'));
}

type KeyPosition = { createdAt: Date; id: string };

export type KeyListing = {
  orgId: string;
  /** Only the keys of this channel. */
  channelId: string | null;
  /** A part of the name, or of what is shown of the key. */
  search: string | null;
  /** Only the keys that work at that time. */
  activeAt: Date | null;
  after: KeyPosition | null;
  take: number;
};

/** Lists keys after a position, the newest first. */
export function listApiKeys(
  db: Db,
  { orgId, channelId, search, activeAt, after, take }: KeyListing,
): Promise<ApiKeyRow[]> {
  let keys = build.selectFrom('apiKeys').selectAll().where('orgId', '=', orgId);
  if (channelId !== null) keys = keys.where('channelId', '=', channelId);
  const pattern = toLikePattern(search);
  if (pattern !== null)
    keys = keys.where((eb) =>
      eb.or((['name', 'prefix', 'lastFour'] as const).map((column) => eb(column, 'ilike', pattern))),
    );
  if (activeAt !== null) keys = keys.where((eb) => worksAt(eb, activeAt));
  if (after !== null)
    keys = keys.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('createdAt', 'id'), '<', tuple(after.createdAt, after.id)),
    );
  return listRows(db, keys.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(take));
}

function worksAt(eb: ExpressionBuilder<Tables, 'apiKeys'>, at: Date) {
  return eb.and([
    eb('revokedAt', 'is', null),
    eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', at)]),
  ]);
}

/** Marks a key as revoked; false when it was before. */
export async function updateApiKeyAsRevoked(
  tx: AuditedTransaction,
  { orgId, id, at }: ApiKeyKey & { at: Date },
): Promise<boolean> {
  const update = build.updateTable('apiKeys').set({ revokedAt: at }).where('orgId', '=', orgId);
  return (await countRows(tx, update.where('id', '=', id).where('revokedAt', 'is', null))) === 1;
}

/** Stores the successor of a key and sets when the old key expires; null when the old one was rotated or revoked before. */
export async function insertApiKeySuccessor(
  tx: AuditedTransaction,
  { oldId, oldExpiresAt, successor }: { oldId: string; oldExpiresAt: Date; successor: NewApiKey },
): Promise<ApiKeyRow | null> {
  const update = build
    .updateTable('apiKeys')
    .set({ rotatedToId: successor.id, expiresAt: oldExpiresAt })
    .where('orgId', '=', successor.orgId)
    .where('id', '=', oldId)
    .where('revokedAt', 'is', null)
    .where('rotatedToId', 'is', null);
  return (await countRows(tx, update)) === 0 ? null : insertApiKey(tx, successor);
}

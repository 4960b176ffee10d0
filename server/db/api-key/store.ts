import type { AuditedTransaction, Db } from '../connection/transaction';
import type { ApiKeyModel } from '../generated/models';
import { escapeWildcards } from '../statement/like-pattern';

export type ApiKeyRow = ApiKeyModel;

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
> & { secretHash: Uint8Array<ArrayBuffer> };

/** Finds the keys with these public parts, in whatever organization: the one query that cannot know it yet. */
export async function findApiKeysByPrefixes(
  { prisma }: Db,
  prefixes: readonly string[],
): Promise<ApiKeyRow[][]> {
  const rows = await prisma.apiKey.findMany({ where: { prefix: { in: [...prefixes] } } });
  return prefixes.map((prefix) => rows.filter((row) => row.prefix === prefix));
}

export function findApiKey({ prisma }: Db, orgId: string, id: string): Promise<ApiKeyRow | null> {
  return prisma.apiKey.findUnique({ where: { orgId_id: { orgId, id } } });
}

export function insertApiKey(tx: AuditedTransaction, key: NewApiKey): Promise<ApiKeyRow> {
  return tx.prisma.apiKey.create({ data: key });
}

const MADE_BY = `
  WITH RECURSIVE made AS (
    SELECT org_id, id FROM api_keys WHERE org_id = $1 AND created_by = $2
    UNION SELECT k.org_id, k.id FROM api_keys k JOIN made ON k.org_id = made.org_id AND k.created_by = made.id
  ) SELECT id FROM made`;

/** The keys that open something at a time and that somebody made, or a key that they made, newest first. */
export async function listApiKeysMadeBy(
  { prisma, pool }: Db,
  { orgId, madeBy, at }: { orgId: string; madeBy: string; at: Date },
): Promise<ApiKeyRow[]> {
  const { rows } = await pool.query<{ id: string }>({ text: MADE_BY, values: [orgId, madeBy] });
  const id = { in: rows.map((row) => row.id) };
  return prisma.apiKey.findMany({
    where: { orgId, id, ...openAt(at) },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
}

type KeyPosition = { createdAt: Date; id: string };

export type KeyListing = {
  orgId: string;
  /** Only the keys of this channel. */
  channelId: string | null;
  /** A part of the name, or of what is shown of the key. */
  search: string | null;
  /** Only the keys that open something at that time. */
  activeAt: Date | null;
  after: KeyPosition | null;
  take: number;
};

/** Keys after a position, newest first. */
export function listApiKeys(
  { prisma }: Db,
  { orgId, channelId, search, activeAt, after, take }: KeyListing,
): Promise<ApiKeyRow[]> {
  return prisma.apiKey.findMany({
    where: {
      orgId,
      ...(channelId && { channelId }),
      AND: [
        search === null ? {} : likeText(search),
        activeAt === null ? {} : openAt(activeAt),
        after === null ? {} : olderThan(after),
      ],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take,
  });
}

function likeText(text: string) {
  const part = { contains: escapeWildcards(text), mode: 'insensitive' } as const;
  return { OR: [{ name: part }, { prefix: part }, { lastFour: part }] };
}

function openAt(at: Date) {
  return { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: at } }] };
}

function olderThan({ createdAt, id }: KeyPosition) {
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
}

/** Marks a key revoked unless it already is; tells whether it was this call that did. */
export async function updateApiKeyAsRevoked(
  tx: AuditedTransaction,
  orgId: string,
  id: string,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.prisma.apiKey.updateMany({
    where: { orgId, id, revokedAt: null },
    data: { revokedAt: at },
  });
  return count === 1;
}

/** Inserts the successor and sets the end of the old key; null when the old one was rotated or revoked meanwhile. */
export async function insertApiKeySuccessor(
  tx: AuditedTransaction,
  oldId: string,
  oldExpiresAt: Date,
  successor: NewApiKey,
): Promise<ApiKeyRow | null> {
  const { count } = await tx.prisma.apiKey.updateMany({
    where: { orgId: successor.orgId, id: oldId, revokedAt: null, rotatedToId: null },
    data: { rotatedToId: successor.id, expiresAt: oldExpiresAt },
  });
  return count === 0 ? null : insertApiKey(tx, successor);
}

/** Notes when a key was used last, which is no change of it. */
export async function updateApiKeyLastUsedAt(
  { pool }: Db,
  orgId: string,
  id: string,
  at: Date,
): Promise<void> {
  const text = 'UPDATE api_keys SET last_used_at = $3 WHERE org_id = $1 AND id = $2';
  await pool.query({ text, values: [orgId, id, at] });
}

import { expireSession } from '@/server/db/session/expire';
import type { SessionRow } from '@/server/db/session/row';
import type { SessionKey } from '@/server/db/session/store';
import { type DomainError, domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Platform } from '../context';

type Deps = Pick<Platform, 'clock' | 'db' | 'sessions'>;

/** Reads a session; marks it as expired first if it is overdue. Throws not_found. */
export async function requireSession(deps: Deps, key: SessionKey): Promise<SessionRow> {
  const row = isUuid(key.sessionId) ? await deps.sessions.reads.find(key) : null;
  if (!row) throw domainError('not_found', { thing: 'session', id: key.sessionId });
  return expireIfOverdue(deps, row);
}

/** Returns a session that was read, marked as expired if it is overdue. */
export async function expireIfOverdue(deps: Deps, row: SessionRow): Promise<SessionRow> {
  if (!isOverdue(row, deps.clock.now())) return row;
  const key = { orgId: row.orgId, sessionId: row.id };
  await markExpired(deps, key);
  return requireSession(deps, key);
}

/** Tells whether a session is past its `expiresAt` and not marked as expired yet. */
export function isOverdue({ finishedAt, expiresAt }: SessionRow, now: number): boolean {
  return finishedAt === null && expiresAt !== null && expiresAt.getTime() <= now;
}

async function markExpired({ db, clock, sessions }: Deps, key: SessionKey): Promise<void> {
  const expired = await expireSession(db, { ...key, now: new Date(clock.now()) });
  if (expired) sessions.notify(expired.id, expired.turnNo);
}

/** The error for a request to continue a finished session. */
export function toFinishedError({ status, expiresAt }: SessionRow): DomainError {
  if (status !== 'expired') return domainError('session_finished', { status });
  return domainError('session_expired', { expiredAt: expiresAt?.toISOString() ?? '' });
}

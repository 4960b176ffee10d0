import { createHash } from 'node:crypto';
import { insertAuditEntry } from '@/server/db/audit/store';
import type { Db, Transaction } from '@/server/db/connection/transaction';
import { findUser } from '@/server/db/user/store';
import type { BaseContext } from '../context';
import { logSecurityEvent } from './log-security-event';
import { SECURITY_ACTIONS, type SecurityAction } from './security-actions';
import { toEntry } from './to-entry';

/** An event that concerns a person's account or the power of a credential. */
export type SecurityEvent = {
  action: SecurityAction;
  /** The person concerned; null when nobody has the given address. */
  userId: string | null;
  /** The organization that records the event; by default every organization of the person. */
  orgId?: string | undefined;
  /** The actor; by default the person for allowed actions, else "anonymous". */
  actor?: string | undefined;
  /** The address that was entered for an unknown person; only its hash is logged. */
  email?: string | undefined;
  /** The subject of the event when it is not a person. */
  thing?: { id: string; name: string } | undefined;
  /** Details for the entry and the log; never a secret. */
  detail?: Readonly<Record<string, string | number | boolean | null>> | undefined;
};

/**
 * Writes a security event into the structured log and the audit log of the organizations concerned. With a
 * transaction, the entries commit or roll back with it; without one they are limited (audit/events-are-bounded), and
 * a failed write is logged and does not fail the caller.
 */
export async function recordSecurityEvent(
  ctx: BaseContext,
  event: SecurityEvent,
  tx?: Transaction,
): Promise<void> {
  const { action, orgId, detail, email } = event;
  const logged = { action, orgId, actor: actorOf(event), subject: subjectOf(event), detail };
  logSecurityEvent(ctx, { ...logged, ...(email !== undefined && { emailHash: hash(email) }) });
  if (tx) return writeEntries(ctx, event, tx, null);
  const count = ctx.securityEvents.count(`${orgId ?? ''} ${action} ${subjectOf(event)}`);
  if (count === null) return;
  try {
    await writeEntries(ctx, event, ctx.db, count);
  } catch (err) {
    ctx.log.error({ err, action, requestId: ctx.requestId }, 'security event not audited');
  }
}

async function writeEntries(
  ctx: BaseContext,
  event: SecurityEvent,
  db: Db,
  count: number | null,
): Promise<void> {
  const { action, detail } = event;
  const { id: thingId, name, orgIds } = await findPlaces(event, db);
  const facts = { ...detail, ...(count !== null && count > 1 && { timesThisHour: count }) };
  const after = Object.keys(facts).length > 0 ? facts : null;
  for (const orgId of orgIds) {
    const entry = { orgId, actor: actorOf(event), action, thingId, name, before: null, after };
    await insertAuditEntry(db, toEntry(ctx, entry));
  }
}

async function findPlaces({ userId, orgId, thing }: SecurityEvent, db: Db) {
  const orgIds = orgId === undefined ? [] : [orgId];
  if (thing || userId === null) return { id: thing?.id ?? '', name: thing?.name ?? '', orgIds };
  const user = await findUser(db, { userId });
  return { id: userId, name: user?.name ?? '', orgIds: orgId === undefined ? (user?.orgIds ?? []) : orgIds };
}

function actorOf({ actor, userId, action }: SecurityEvent): string {
  if (actor !== undefined) return actor;
  return userId !== null && SECURITY_ACTIONS[action] === 'allowed' ? `user:${userId}` : 'anonymous';
}

function subjectOf({ userId, thing }: SecurityEvent): string {
  return userId ?? thing?.id ?? '';
}

function hash(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex').slice(0, 16);
}

import { createHash } from 'node:crypto';
import { insertAuditEntry } from '@/server/db/audit/store';
import type { Transaction } from '@/server/db/connection/transaction';
import type { BaseContext } from '../context';
import { logSecurityEvent } from './log-security-event';
import { SECURITY_ACTIONS, type SecurityAction } from './security-actions';
import { toEntry } from './to-entry';

/** Something that happened to a person's account or to what a credential may do. */
export type SecurityEvent = {
  action: SecurityAction;
  /** The person whom it concerns; null where the address that was given is nobody's. */
  userId: string | null;
  /** Where it is recorded; in every organization of the person unless given. */
  orgId?: string | undefined;
  /** Who did it; the person themselves where something was allowed, else "anonymous". */
  actor?: string | undefined;
  /** The address that was given, for people who are not known: a hash of it stands in the structured log alone. */
  email?: string | undefined;
  /** What the event is about where that is no person, and what to call it. */
  thing?: { id: string; name: string } | undefined;
  /** Facts for the entry and the log; never a secret. */
  detail?: Readonly<Record<string, string | number | boolean | null>> | undefined;
};

/**
 * Writes a security event into the structured log and into the audit log of the organizations that it concerns. Given a
 * transaction, its entries are kept with it and may fail it; without one they are bounded (audit/events-are-bounded),
 * and a failure to write them is logged and changes nothing for the caller.
 */
export async function recordSecurityEvent(
  acting: BaseContext,
  event: SecurityEvent,
  tx?: Transaction,
): Promise<void> {
  const { action, orgId, detail, email } = event;
  const logged = { action, orgId, actor: actorOf(event), subject: subjectOf(event), detail };
  logSecurityEvent(acting, { ...logged, ...(email !== undefined && { emailHash: hash(email) }) });
  if (tx) return writeEntries(acting, event, tx, null);
  const count = acting.securityEvents.count(`${orgId ?? ''} ${action} ${subjectOf(event)}`);
  if (count === null) return;
  try {
    await writeEntries(acting, event, acting.db, count);
  } catch (err) {
    acting.log.error({ err, action, requestId: acting.requestId }, 'a security event was not audited');
  }
}

type Place = Pick<Transaction, 'prisma' | 'pool'>;

async function writeEntries(
  acting: BaseContext,
  event: SecurityEvent,
  db: Place,
  count: number | null,
): Promise<void> {
  const { action, detail } = event;
  const { id: thingId, name, orgIds } = await findPlaces(event, db);
  const facts = { ...detail, ...(count !== null && count > 1 && { timesThisHour: count }) };
  const after = Object.keys(facts).length > 0 ? facts : null;
  for (const orgId of orgIds) {
    const entry = { orgId, actor: actorOf(event), action, thingId, name, before: null, after };
    await insertAuditEntry(db, toEntry(acting, entry));
  }
}

async function findPlaces({ userId, orgId, thing }: SecurityEvent, { prisma }: Place) {
  const orgIds = orgId === undefined ? [] : [orgId];
  if (thing || userId === null) return { id: thing?.id ?? '', name: thing?.name ?? '', orgIds };
  const where = orgId === undefined ? {} : { where: { orgId } };
  const user = await prisma.user.findUnique({
    where: { id: userId },
    select: { name: true, members: { ...where, select: { orgId: true } } },
  });
  const known = user?.members.map((member) => member.orgId) ?? [];
  return { id: userId, name: user?.name ?? '', orgIds: orgId === undefined ? known : orgIds };
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

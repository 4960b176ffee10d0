import { claimMails, deleteMail, type MailRow, updateMail } from '@/server/db/mail/store';
import type { Mail, OutgoingMail } from '@/server/gateways/mail';
import type { Platform } from '../context';
import { makeResetMail } from '../recovery/make-reset-mail';
import { openMail } from './queue-mail';

/** The lease of a mail: longer than an SMTP server may take. */
const LEASE_MS = 120_000;
const PAUSES_MS = [10_000, 30_000, 60_000, 300_000, 900_000, 1_800_000, 3_600_000];

/** Sends up to `limit` due mails; returns how many it claimed. */
export async function sendDueMails(platform: Platform, { limit }: { limit: number }): Promise<number> {
  const { mail, clock, db } = platform;
  if (!mail) return 0;
  const now = clock.now();
  const rows = await claimMails(db, { now: new Date(now), nextAt: new Date(now + LEASE_MS), limit });
  await Promise.all(rows.map((row) => sendRow(platform, mail, row)));
  return rows.length;
}

async function sendRow(platform: Platform, mail: Mail, row: MailRow): Promise<void> {
  const { id, purpose, attempts } = row;
  try {
    if (row.expiresAt.getTime() <= platform.clock.now()) return await giveUp(platform, row, 'expired');
    const outgoing = await toOutgoing(platform, mail, row);
    if (!outgoing) return await deleteMail(platform.db, { id });
    const result = await mail.send(outgoing);
    if (result.outcome === 'sent') return await deleteMail(platform.db, { id });
    if (result.outcome === 'rejected') return await giveUp(platform, row, result.reason);
    await retryLater(platform, row, result.reason);
  } catch (err) {
    // Retried when its lease expires.
    platform.log.error({ err, mailId: id, purpose, attempts }, 'mail failed, will retry');
  }
}

async function toOutgoing(platform: Platform, mail: Mail, row: MailRow): Promise<OutgoingMail | null> {
  const kept = openMail(platform, row.id, row.sealed);
  return 'mail' in kept ? kept.mail : makeResetMail(platform, mail, row.id, kept);
}

async function retryLater(platform: Platform, row: MailRow, reason: string): Promise<void> {
  const { id, purpose, attempts, expiresAt } = row;
  const pauseMs = PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] ?? LEASE_MS;
  const dueAt = new Date(Math.min(platform.clock.now() + pauseMs, expiresAt.getTime()));
  platform.log.warn({ mailId: id, purpose, attempts, reason, dueAt }, 'mail deferred, will retry');
  await updateMail(platform.db, { id }, { dueAt });
}

async function giveUp(platform: Platform, row: MailRow, reason: string): Promise<void> {
  const { id, purpose, attempts } = row;
  platform.log.error({ mailId: id, purpose, attempts, reason }, 'mail dropped');
  await deleteMail(platform.db, { id });
}

/*
 * factor/second-step: for a person with a second factor, a correct password yields a ticket instead of a sign-in. It
 *   is sealed for five minutes, valid only with a code of the same person, and void once their credentials change.
 */
import { findUser } from '@/server/db/user/store';
import type { BaseContext, Platform } from '../context';
import type { Account } from '../sign-in/sign-in';
import { checkCode } from './check-code';

const CONTEXT = 'sign-in ticket';
const LIFE_MS = 5 * 60_000;
const MAX_LENGTH = 1_000;

type Ticket = Account & { expiresAt: number };

export type SecondStep =
  | { outcome: 'in'; account: Account }
  | { outcome: 'refused' }
  /** The ticket is expired or invalid; the password must be entered again. */
  | { outcome: 'lapsed' }
  | { outcome: 'throttled'; retryAfterMs: number };

/** Seals a ticket for somebody who has entered their password. */
export function makeTicket(
  { secrets, clock }: Pick<Platform, 'secrets' | 'clock'>,
  account: Account,
): string {
  const ticket: Ticket = { ...account, expiresAt: clock.now() + LIFE_MS };
  return secrets.seal(JSON.stringify(ticket), CONTEXT);
}

/** Checks the code that goes with a ticket. */
export async function authenticateByCode(
  ctx: BaseContext,
  given: { ticket: unknown; code: unknown },
): Promise<SecondStep> {
  const ticket = readTicket(ctx, given.ticket);
  if (!ticket) return { outcome: 'lapsed' };
  const { expiresAt: _, ...account } = ticket;
  const { userId, credentialsRev } = account;
  const user = await findUser(ctx.db, { userId });
  if (user?.credentialsRev !== credentialsRev) return { outcome: 'lapsed' };
  if (typeof given.code !== 'string' || given.code.length > 100) return { outcome: 'refused' };
  const result = await checkCode(ctx, userId, given.code);
  if (result.outcome === 'throttled') return result;
  return result.outcome === 'right' ? { outcome: 'in', account } : { outcome: 'refused' };
}

function readTicket({ secrets, clock }: BaseContext, sealed: unknown): Ticket | null {
  if (typeof sealed !== 'string' || sealed.length > MAX_LENGTH) return null;
  try {
    const ticket: Ticket = JSON.parse(secrets.open(sealed, CONTEXT));
    return ticket.expiresAt > clock.now() ? ticket : null;
  } catch {
    return null;
  }
}

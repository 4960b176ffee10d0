/*
 * factor/second-step: where a person has a second factor, a right password gives no sign-in but a ticket: sealed for
 *   five minutes, good for a code of that very person, and worthless once their credentials have changed.
 */
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
  /** The ticket is over or was never one: the password has to be entered again. */
  | { outcome: 'lapsed' }
  | { outcome: 'throttled'; retryAfterMs: number };

/** Seals who has shown their password. */
export function makeTicket(
  { secrets, clock }: Pick<Platform, 'secrets' | 'clock'>,
  account: Account,
): string {
  const ticket: Ticket = { ...account, expiresAt: clock.now() + LIFE_MS };
  return secrets.seal(JSON.stringify(ticket), CONTEXT);
}

/** Checks the code that goes with a ticket. */
export async function authenticateByCode(
  acting: BaseContext,
  given: { ticket: unknown; code: unknown },
): Promise<SecondStep> {
  const ticket = readTicket(acting, given.ticket);
  if (!ticket) return { outcome: 'lapsed' };
  const { expiresAt: _, ...account } = ticket;
  const { userId: id, credentialsRev } = account;
  const user = await acting.db.prisma.user.findUnique({ where: { id, credentialsRev } });
  if (!user) return { outcome: 'lapsed' };
  if (typeof given.code !== 'string' || given.code.length > 100) return { outcome: 'refused' };
  const result = await checkCode(acting, id, given.code);
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

import { isDatabaseUnavailable } from '@/server/shared/database-unavailable';

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'it ended the connection',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'it cannot be reached',
  ENETUNREACH: 'it cannot be reached',
  '28P01': 'it refuses the password',
  '28000': 'it refuses the user',
  '3D000': 'it has no such database',
  '53300': 'it has no connection left',
  '57P01': 'it is shutting down',
  '57P02': 'it is restarting after a crash',
  '57P03': 'it is starting up',
  '08P01':
    'it takes no settings, as a pooler in transaction mode: name the PostgreSQL behind it in PARLEY_DATABASE_DIRECT_URL',
};

const MESSAGES: readonly [RegExp, string][] = [
  [
    /^(timeout expired|timeout exceeded|Query read timeout|Connection terminated due to)/,
    'it does not answer',
  ],
  [/^(Connection terminated|Client has encountered a connection error)/, 'it ended the connection'],
];

// A name that is not known yet is usual where machines are started together.
const PASSING_LOOKUPS = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const LASTING = new Set(['08P01']);
const MOST_CAUSES = 5;

/** Says in a few words why a connection or a statement failed. */
export function explainConnectionError(error: unknown): string {
  const first = firstOf(error);
  if (!(first instanceof Error)) return String(first);
  const known = MESSAGES.find(([pattern]) => pattern.test(first.message));
  return REASONS[codeOf(first)] ?? known?.[1] ?? first.message;
}

/** Explains an error that may pass by itself; null for every other error. */
export function explainPassingError(error: unknown): string | null {
  const causes = listCauses(error);
  if (causes.some((one) => LASTING.has(codeOf(one)))) return null;
  const isPassing = causes.some((one) => isDatabaseUnavailable(one) || PASSING_LOOKUPS.has(codeOf(one)));
  if (!isPassing) return null;
  // The last cause is the message of PostgreSQL or the system; the errors around it only add the place.
  return explainConnectionError(causes.findLast((one) => codeOf(one) in REASONS) ?? causes.at(-1) ?? error);
}

function firstOf(error: unknown): unknown {
  return error instanceof AggregateError ? error.errors[0] : error;
}

function listCauses(error: unknown): Error[] {
  const causes: Error[] = [];
  for (
    let one = firstOf(error);
    causes.length < MOST_CAUSES && one instanceof Error;
    one = firstOf(one.cause)
  )
    causes.push(one);
  return causes;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

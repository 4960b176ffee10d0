/**
 * PostgreSQL's classes for a broken connection, for what it has not enough of, for a server that stops or starts, and for
 * a statement or a transaction that took too long.
 */
const AWAY_CODES =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|08\w{3}|53\w{3}|57014|57P0[123])$/;
// The pool and the driver say these without a code.
const AWAY_MESSAGES =
  /^(timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|Client has encountered a connection error)/;
const STATEMENT_TIMEOUT = '57014';
const MAX_CAUSES = 5;

/** Tells whether an error means that the database cannot be reached or has no time now, so that the same request may work a moment later. */
export function isDatabaseUnavailable(thrown: unknown): boolean {
  let error = thrown;
  for (let depth = 0; depth < MAX_CAUSES && isObject(error); depth += 1) {
    if (AWAY_CODES.test(String(error.code))) return true;
    if (AWAY_MESSAGES.test(String(error.message))) return true;
    error = error.cause;
  }
  return false;
}

/** Tells whether one statement took too long, as for a row that another transaction holds: others may pass meanwhile. */
export function isStatementTimeout(thrown: unknown): boolean {
  let error = thrown;
  for (let depth = 0; depth < MAX_CAUSES && isObject(error); depth += 1) {
    if (error.code === STATEMENT_TIMEOUT) return true;
    error = error.cause;
  }
  return false;
}

/** The code of what PostgreSQL or the driver refused, for logs: the message may quote a value, the code never does. */
export function toFailureCode(error: unknown): string {
  return isObject(error) && error.code !== undefined ? String(error.code) : 'unknown';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/**
 * Codes for a broken connection, exhausted resources, a server that starts or stops, and a statement or transaction
 * that took too long.
 */
const AWAY_CODES =
  /^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|08\w{3}|53\w{3}|57014|57P0[123])$/;
// The pool and the driver throw these without a code.
const AWAY_MESSAGES =
  /^(timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|Client has encountered a connection error)/;
const STATEMENT_TIMEOUT = '57014';
const MAX_CAUSES = 5;

/**
 * Whether an error means that the database is unavailable or overloaded, so that the same request may succeed later.
 */
export function isDatabaseUnavailable(thrown: unknown): boolean {
  let error = thrown;
  for (let depth = 0; depth < MAX_CAUSES && isObject(error); depth += 1) {
    if (AWAY_CODES.test(String(error.code))) return true;
    if (AWAY_MESSAGES.test(String(error.message))) return true;
    error = error.cause;
  }
  return false;
}

/** Whether one statement timed out, for example on a locked row: others may succeed meanwhile. */
export function isStatementTimeout(thrown: unknown): boolean {
  let error = thrown;
  for (let depth = 0; depth < MAX_CAUSES && isObject(error); depth += 1) {
    if (error.code === STATEMENT_TIMEOUT) return true;
    error = error.cause;
  }
  return false;
}

/** The code of an error of PostgreSQL or the driver, for logs: messages may quote values, codes never do. */
export function toFailureCode(error: unknown): string {
  return isObject(error) && error.code !== undefined ? String(error.code) : 'unknown';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

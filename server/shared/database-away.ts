/** PostgreSQL's classes for a broken connection, too many of them, and a server that stops or starts; then Prisma's own. */
const AWAY_CODES =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|08\w{3}|53300|57P0[123]|P1001|P1002|P1008|P1017|P2024|P2037)$/;
// The pool and the driver say these without a code.
const AWAY_MESSAGES =
  /^(timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error)/;
const MAX_CAUSES = 5;

/** Tells whether an error means that the database cannot be reached now, so that the same request may work a moment later. */
export function isDatabaseAway(thrown: unknown): boolean {
  let error = thrown;
  for (let depth = 0; depth < MAX_CAUSES && error instanceof Error; depth += 1) {
    const code = 'code' in error ? String(error.code) : '';
    if (AWAY_CODES.test(code) || AWAY_MESSAGES.test(error.message)) return true;
    error = error.cause;
  }
  return false;
}

/** The SQLSTATE codes that stores tell apart, by their names in PostgreSQL's documentation. */
const SQLSTATES = {
  foreign_key_violation: '23503',
  unique_violation: '23505',
  deadlock_detected: '40P01',
  undefined_table: '42P01',
} as const;

export type SqlStateName = keyof typeof SQLSTATES;

/** Tells whether PostgreSQL refused a statement for one of these reasons. */
export function hasSqlState(error: unknown, ...names: readonly SqlStateName[]): error is Error {
  return error instanceof Error && 'code' in error && names.some((name) => error.code === SQLSTATES[name]);
}

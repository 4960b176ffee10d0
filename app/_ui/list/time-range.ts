/** A range of time; each side is ISO 8601, or null where it is open. */
export type TimeRange = { since: string | null; before: string | null };

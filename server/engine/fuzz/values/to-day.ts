const DAY_MS = 86_400_000;

/** The day that begins or runs `days` days after a time, in UTC, as 2026-12-31. */
export function toDay(at: number, days: number): string {
  return new Date(at + days * DAY_MS).toISOString().slice(0, 10);
}

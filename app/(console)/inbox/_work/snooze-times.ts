const HOUR_MS = 3_600_000;
const MORNING = 9;
const MONDAY = 1;

/** The times that a conversation is often snoozed to, in the reader's time zone. */
export function listSnoozeTimes(now: Date): { label: string; at: Date }[] {
  return [
    { label: 'In 1 hour', at: new Date(now.getTime() + HOUR_MS) },
    { label: 'In 3 hours', at: new Date(now.getTime() + 3 * HOUR_MS) },
    { label: 'Tomorrow at 9', at: morningIn(now, 1) },
    { label: 'Monday at 9', at: morningIn(now, ((MONDAY + 6 - now.getDay()) % 7) + 1) },
  ];
}

function morningIn(now: Date, days: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, MORNING);
}

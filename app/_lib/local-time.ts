const MINUTE_MS = 60_000;

/** Formats a time for a field of the type `datetime-local`, in the local time zone, to the minute. */
export function toLocalText(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS);
  return shifted.toISOString().slice(0, 16);
}

/** Parses such a field; null when it is empty or invalid. */
export function parseLocalText(text: string): Date | null {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? null : at;
}

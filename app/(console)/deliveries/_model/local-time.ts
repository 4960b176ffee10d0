const MINUTE_MS = 60_000;

/** A time as a field of the type `datetime-local` takes it, in the reader's own zone, to the minute. */
export function toLocalText(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS);
  return shifted.toISOString().slice(0, 16);
}

/** Reads such a field; null when it is empty or no time. */
export function parseLocalText(text: string): Date | null {
  const at = new Date(text);
  return text === '' || Number.isNaN(at.getTime()) ? null : at;
}

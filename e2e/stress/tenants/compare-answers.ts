import type { Outcome } from '../support/procedures';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?/g;
const TOKEN = /[A-Za-z0-9_-]{24,}(?:\.[A-Za-z0-9_-]{24,})*/g;

/** The outcome without what is new in every answer: the id that was asked for, ids, times and secrets that were just made. */
export function toComparable({ status, body }: Outcome, sent: string): string {
  const text =
    sent === '' ? body : body.replaceAll(sent, '<sent>').replaceAll(encodeURIComponent(sent), '<sent>');
  return `${status} ${text.replace(UUID, '<id>').replace(TIME, '<time>').replace(TOKEN, '<token>')}`;
}

/** Names what of another organization stands in an answer, but for what the question itself named. */
export function findLeak({ body }: Outcome, marks: readonly string[], sent: string): string | null {
  return marks.find((mark) => mark !== sent && body.includes(mark)) ?? null;
}

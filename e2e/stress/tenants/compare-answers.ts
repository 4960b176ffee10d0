import type { Outcome } from '../support/procedures';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?/g;
const TOKEN = /[A-Za-z0-9_-]{24,}(?:\.[A-Za-z0-9_-]{24,})*/g;

/** Removes the parts that differ in every response: the requested id, and new ids, times and secrets. */
export function toComparable({ status, body }: Outcome, sent: string): string {
  const text =
    sent === '' ? body : body.replaceAll(sent, '<sent>').replaceAll(encodeURIComponent(sent), '<sent>');
  return `${status} ${text.replace(UUID, '<id>').replace(TIME, '<time>').replace(TOKEN, '<token>')}`;
}

/** Lists data of the other organization in a response, except for what the request contained. */
export function findLeak({ body }: Outcome, marks: readonly string[], sent: string): string | null {
  return marks.find((mark) => mark !== sent && body.includes(mark)) ?? null;
}

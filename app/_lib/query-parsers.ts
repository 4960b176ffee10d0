import { createParser, parseAsString } from 'nuqs/server';

/** A text in the address; empty when absent. */
export const parseAsText = parseAsString.withDefault('');

/** A switch in the address: `1` is on, everything else is off. */
export const parseAsFlag = createParser({
  parse: (text): boolean | null => (text === '1' ? true : null),
  serialize: () => '1',
}).withDefault(false);

/** A time, as ISO 8601 in UTC. */
export const parseAsTime = createParser({
  parse: (text) => (Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString()),
  serialize: String,
});

/** A number that counts from 1, of at most nine digits. */
export const parseAsOrdinal = createParser({
  parse: (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : null),
  serialize: String,
});

/** A day such as 2030-01-31. */
export const parseAsDay = createParser({
  parse: (text) => (isDay(text) ? text : null),
  serialize: String,
});

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

import { formatIso, parseIso } from '../../expression/format/iso-date';
import {
  type AnswerBehavior,
  acceptAnswer,
  checkBounds,
  rejectAnswer,
  toPlainReply,
} from '../answer-behavior';

const DAY_MS = 86_400_000;
const DAY_CHARS = 'YYYY-MM-DD'.length;
const ISO = /^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/i;
const DOTTED = /^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?(?<year>\d{4})$/;
const SLASHED = /^(?<month>\d{1,2})\/(?<day>\d{1,2})\/(?<year>\d{4})$/;
const RELATIVE: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['tomorrow', 1],
  ['yesterday', -1],
]);

/**
 * A calendar day, stored as YYYY-MM-DD. Accepts ISO, D.M.YYYY, M/D/YYYY, and today, tomorrow, yesterday in
 * UTC.
 */
export const date: AnswerBehavior<'date'> = {
  check: ({ min, max }, path) => checkBounds(min, max, `${path}/min`),
  compile: ({ min, max }) => ({
    expected: () => ({ type: 'date', ...(min && { min }), ...(max && { max }) }),
    parse(reply, { at }) {
      const day = parseDate(toPlainReply(reply), at);
      if (!day) return rejectAnswer('Please give a date, such as 2026-12-31.');
      if (min && day < min) return rejectAnswer(`Please give a date from ${min} on.`);
      return max && day > max ? rejectAnswer(`Please give a date up to ${max}.`) : acceptAnswer(day);
    },
  }),
};

/** Parses a day to YYYY-MM-DD, or null. `at`, in milliseconds since 1970, determines today in UTC. */
function parseDate(text: string, at: number): string | null {
  const offset = RELATIVE.get(text.toLowerCase());
  if (offset !== undefined) return formatIso(at + offset * DAY_MS).slice(0, DAY_CHARS);
  if (text.includes('T') && parseIso(text) === null) return null;
  const parts = (ISO.exec(text) ?? DOTTED.exec(text) ?? SLASHED.exec(text))?.groups;
  if (!parts) return null;
  const { year, month = '', day = '' } = parts;
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return parseIso(iso) === null ? null : iso;
}

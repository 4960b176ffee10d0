import { formatDay } from '../../locale/date-words';
import type { ExpectedChoice } from '../../outbound-message';
import {
  type AnswerBehavior,
  acceptAnswer,
  checkBounds,
  type ParsedReply,
  rejectAnswer,
  toPlainReply,
} from '../answer-behavior';
import { type ParsedDate, parseDate } from './parse-date';

/**
 * A calendar day, stored as YYYY-MM-DD. Accepts numbers in the usual orders, month names, and today, tomorrow
 * and yesterday in UTC. A date with two readings is returned as two choices.
 */
export const date: AnswerBehavior<'date'> = {
  check: ({ min, max }, path) => checkBounds(min, max, `${path}/min`),
  compile: ({ min, max, order }) => ({
    expected: () => ({ type: 'date', ...(min && { min }), ...(max && { max }) }),
    parse(reply, { at, locale }) {
      const read = parseDate(toPlainReply(reply), { order, locale, at });
      if (!read) return rejectAnswer('Please give a date, such as 2026-12-31.');
      if (read.type === 'ambiguous') return askWhich(read, locale);
      const { day, note } = read;
      if (min && day < min) return rejectAnswer(`Please give a date from ${min} on.`);
      if (max && day > max) return rejectAnswer(`Please give a date up to ${max}.`);
      return note === undefined ? acceptAnswer(day) : { ok: true, value: day, note };
    },
  }),
};

function askWhich(
  { dayFirst, monthFirst }: Extract<ParsedDate, { type: 'ambiguous' }>,
  locale: string,
): ParsedReply {
  const toChoice = (day: string): ExpectedChoice => ({ value: day, label: formatDay(day, locale) });
  const readings = [dayFirst, monthFirst].map(toChoice);
  return {
    ok: false,
    reason: `Please choose the date that you mean: ${readings.map(({ label }) => label).join(' or ')}.`,
    readings,
  };
}

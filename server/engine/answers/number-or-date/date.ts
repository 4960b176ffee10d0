import { formatDay } from '../../locale/date-words';
import { findWordLanguage } from '../../locale/words/find-words';
import { type Speech, toTextLocale } from '../../locale/words/say-word';
import type { ExpectedChoice } from '../../outbound-message';
import type { Rendering } from '../../rendering/rendering';
import {
  type AnswerBehavior,
  acceptAnswer,
  checkBounds,
  type ParsedReply,
  rejectAnswer,
  toPlainReply,
} from '../answer-behavior';
import { compileWords, type Say } from '../own-words';
import { type ParsedDate, parseDate } from './parse-date';
import { parseNearDay } from './parse-near-day';

/**
 * A calendar day, stored as YYYY-MM-DD. Accepts numbers in the usual orders, month names, weekdays, and words such as today,
 * tomorrow and yesterday in the time zone of the session. A date with two readings is returned as two choices.
 */
export const date: AnswerBehavior<'date'> = {
  check: ({ min, max }, path) => checkBounds(min, max, `${path}/min`),
  compile({ min, max, order, words }, compiler, path) {
    const say = compileWords(words, compiler, path);
    return {
      expected: () => ({ type: 'date', ...(min && { min }), ...(max && { max }) }),
      parse(reply, rendering) {
        const text = toPlainReply(reply);
        const read = parseNearDay(text, rendering) ?? parseDate(text, { ...rendering, order });
        if (!read) return rejectAnswer(say('notADate', {}, rendering));
        if (read.type === 'ambiguous') return askWhich(read, say, rendering);
        const { day, note } = read;
        if (min && day < min)
          return rejectAnswer(say('dateTooEarly', { min: writeDay(min, rendering) }, rendering));
        if (max && day > max)
          return rejectAnswer(say('dateTooLate', { max: writeDay(max, rendering) }, rendering));
        return note === undefined ? acceptAnswer(day) : { ok: true, value: day, note };
      },
    };
  },
};

function askWhich(
  { days }: Extract<ParsedDate, { type: 'ambiguous' }>,
  say: Say<'dateAmbiguous'>,
  rendering: Rendering,
): ParsedReply {
  const locale = toTextLocale(rendering);
  const toChoice = (day: string): ExpectedChoice => ({ value: day, label: formatDay(day, locale) });
  const [first, second] = [toChoice(days[0]), toChoice(days[1])];
  const reason = say('dateAmbiguous', { first: first.label, second: second.label }, rendering);
  return { ok: false, reason, readings: [first, second] };
}

// English texts name a day as their example does, in a form that all regions read alike.
function writeDay(day: string, speech: Speech): string {
  return findWordLanguage(speech.language) === 'en' ? day : formatDay(day, toTextLocale(speech));
}

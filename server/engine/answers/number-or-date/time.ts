import { quote } from '../../data/quote';
import { type Clock, parseClock } from '../../locale/clock/parse-clock';
import { DEFAULT_LOCALE } from '../../locale/locale';
import { noteWord, understandWord } from '../../locale/words/understand-word';
import { type AnswerBehavior, acceptAnswer, rejectAnswer, toPlainReply } from '../answer-behavior';
import { compileWords } from '../own-words';

const NAMED = { noon: '12:00', midnight: '00:00' } as const;

/**
 * A time of day, stored as HH:MM. Accepts 14:30, 14.30, 14h30, 2:30 pm, 2pm, words such as "14 Uhr" or "2 de la tarde", and words for
 * noon and midnight.
 */
export const time: AnswerBehavior<'time'> = {
  compile({ words }, compiler, path) {
    const say = compileWords(words, compiler, path);
    return {
      expected: () => ({ type: 'time' }),
      parse(reply, rendering) {
        const words = toPlainReply(reply);
        const named = understandWord(words, ['noon', 'midnight'], rendering);
        if (named) return { ok: true, value: NAMED[named.meaning], ...noteWord(words, named) };
        const clock = parseClock(words, [rendering.language, rendering.locale]);
        if (!clock) return rejectAnswer(say('notATime', {}, rendering));
        const value = toText(clock);
        if (parseClock(words, [DEFAULT_LOCALE])) return acceptAnswer(value);
        return { ok: true, value, note: `Read ${quote(words)} as ${value}.` };
      },
    };
  },
};

function toText({ hour, minute }: Clock): string {
  return [hour, minute].map((number) => String(number).padStart(2, '0')).join(':');
}

import { noteWord, understandWord } from '../../locale/words/understand-word';
import { type AnswerBehavior, acceptAnswer, rejectAnswer, toPlainReply } from '../answer-behavior';
import { compileWords } from '../own-words';

const CLOCK = /^(?<hour>\d{1,2})(?:[:.h](?<minute>\d{2}))?(?::[0-5]\d)?\s*(?<half>[ap]\.?m\.?)?$/;
const NAMED = { noon: '12:00', midnight: '00:00' } as const;

/** A time of day, stored as HH:MM. Accepts 14:30, 14.30, 14h30, 2:30 pm, 2pm, and words for noon and midnight. */
export const time: AnswerBehavior<'time'> = {
  compile({ words }, compiler, path) {
    const say = compileWords(words, compiler, path);
    return {
      expected: () => ({ type: 'time' }),
      parse(reply, rendering) {
        const words = toPlainReply(reply);
        const named = understandWord(words, ['noon', 'midnight'], rendering);
        if (named) return { ok: true, value: NAMED[named.meaning], ...noteWord(words, named) };
        const clock = parseTime(words.toLowerCase());
        return clock ? acceptAnswer(clock) : rejectAnswer(say('notATime', {}, rendering));
      },
    };
  },
};

function parseTime(text: string): string | null {
  const parts = CLOCK.exec(text)?.groups;
  // A bare number is a time only if am or pm follows.
  if (!parts || (parts.minute === undefined && parts.half === undefined)) return null;
  const hour = toHour(Number(parts.hour), parts.half);
  const minute = Number(parts.minute ?? '0');
  return hour === null || minute > 59 ? null : `${pad(hour)}:${pad(minute)}`;
}

function toHour(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half.startsWith('p') ? 12 : 0);
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}

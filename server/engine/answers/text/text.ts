import { countGraphemes } from '../../text/graphemes';
import { trimInput } from '../../text/normalize-input';
import { type AnswerBehavior, acceptAnswer, checkBounds, rejectAnswer } from '../answer-behavior';
import { compileWords } from '../own-words';

/**
 * Free text, stored without surrounding whitespace and invisible characters. Lengths count grapheme clusters.
 */
export const text: AnswerBehavior<'text'> = {
  check: ({ minLength, maxLength }, path) => checkBounds(minLength, maxLength, `${path}/minLength`),
  compile({ minLength = 1, maxLength, words: own }, compiler, path) {
    const say = compileWords(own, compiler, path);
    return {
      expected: () => ({
        type: 'text',
        ...(minLength > 1 && { min: minLength }),
        ...(maxLength && { max: maxLength }),
      }),
      parse({ text, value }, rendering) {
        const words = trimInput(typeof value === 'string' ? value : text);
        const length = countGraphemes(words);
        if (length === 0 && minLength > 0) return rejectAnswer(say('textMissing', {}, rendering));
        if (length < minLength) return rejectAnswer(say('textTooShort', { min: minLength }, rendering));
        if (maxLength !== undefined && length > maxLength) {
          return rejectAnswer(say('textTooLong', { max: maxLength, length }, rendering));
        }
        return acceptAnswer(words);
      },
    };
  },
};

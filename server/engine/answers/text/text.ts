import { countGraphemes } from '../../text/graphemes';
import { trimInput } from '../../text/normalize-input';
import { type AnswerBehavior, acceptAnswer, checkBounds, rejectAnswer } from '../answer-behavior';

/**
 * Free text, stored without surrounding whitespace and invisible characters. Lengths count grapheme clusters.
 */
export const text: AnswerBehavior<'text'> = {
  check: ({ minLength, maxLength }, path) => checkBounds(minLength, maxLength, `${path}/minLength`),
  compile: ({ minLength = 1, maxLength }) => ({
    expected: () => ({
      type: 'text',
      ...(minLength > 1 && { min: minLength }),
      ...(maxLength && { max: maxLength }),
    }),
    parse({ text, value }) {
      const words = trimInput(typeof value === 'string' ? value : text);
      const length = countGraphemes(words);
      if (length === 0 && minLength > 0) return rejectAnswer('Please type an answer.');
      if (length < minLength) return rejectAnswer(`Please type at least ${minLength} characters.`);
      if (maxLength !== undefined && length > maxLength) {
        return rejectAnswer(`Please keep it to ${maxLength} characters; that was ${length}.`);
      }
      return acceptAnswer(words);
    },
  }),
};

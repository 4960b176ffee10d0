import { countGraphemes } from '../text/graphemes';
import { keepText } from '../text/read-text';
import { type AnswerBehaviour, accept, checkBounds, refuse } from './behaviour';

/** Any words, kept without spaces and invisible characters at their edges. Lengths count the characters a person sees. */
export const text: AnswerBehaviour<'text'> = {
  check: ({ minLength, maxLength }, path) => checkBounds(minLength, maxLength, `${path}/minLength`),
  compile: ({ minLength = 1, maxLength }) => ({
    expected: () => ({
      type: 'text',
      ...(minLength > 1 && { min: minLength }),
      ...(maxLength && { max: maxLength }),
    }),
    parse({ text, value }) {
      const words = keepText(typeof value === 'string' ? value : text);
      const length = countGraphemes(words);
      if (length === 0 && minLength > 0) return refuse('Please type an answer.');
      if (length < minLength) return refuse(`Please type at least ${minLength} characters.`);
      if (maxLength !== undefined && length > maxLength) {
        return refuse(`Please keep it to ${maxLength} characters; that was ${length}.`);
      }
      return accept(words);
    },
  }),
};

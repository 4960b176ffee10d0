import { type AnswerBehavior, acceptAnswer, rejectAnswer, toKeptText } from '../answer-behavior';
import { parseUrl } from './parse-url';

/** An http or https URL, stored in normalized form. */
export const url: AnswerBehavior<'url'> = {
  compile: () => ({
    expected: () => ({ type: 'url' }),
    parse(reply) {
      const address = parseUrl(toKeptText(reply));
      return address
        ? acceptAnswer(address.href)
        : rejectAnswer('Please give a web address, such as https://example.com.');
    },
  }),
};

import { type AnswerBehavior, acceptAnswer, rejectAnswer, toKeptText } from '../answer-behavior';
import { readUrl } from './read-url';

/** An http or https URL, stored in normalized form. */
export const url: AnswerBehavior<'url'> = {
  compile: () => ({
    expected: () => ({ type: 'url' }),
    parse(reply) {
      const address = readUrl(toKeptText(reply));
      return address
        ? acceptAnswer(address.href)
        : rejectAnswer('Please give a web address, such as https://example.com.');
    },
  }),
};

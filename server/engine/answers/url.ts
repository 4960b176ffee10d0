import { type AnswerBehaviour, accept, keptWordsOf, refuse } from './behaviour';
import { readUrl } from './read-url';

/** A web address, kept in its normal form. */
export const url: AnswerBehaviour<'url'> = {
  compile: () => ({
    expected: () => ({ type: 'url' }),
    parse(reply) {
      const address = readUrl(keptWordsOf(reply));
      return address
        ? accept(address.href)
        : refuse('Please give a web address, such as https://example.com.');
    },
  }),
};

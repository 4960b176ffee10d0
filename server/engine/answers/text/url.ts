import { type AnswerBehavior, acceptAnswer, rejectAnswer, toKeptText } from '../answer-behavior';
import { compileWords } from '../own-words';
import { parseUrl } from './parse-url';

/** An http or https URL, stored in normalized form. */
export const url: AnswerBehavior<'url'> = {
  compile({ words }, compiler, path) {
    const say = compileWords(words, compiler, path);
    return {
      expected: () => ({ type: 'url' }),
      parse(reply, rendering) {
        const address = parseUrl(toKeptText(reply));
        return address ? acceptAnswer(address.href) : rejectAnswer(say('notAUrl', {}, rendering));
      },
    };
  },
};

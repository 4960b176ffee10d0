import { nodeError } from '../../definition/problem';
import { findRegion } from '../../locale/locale';
import { type AnswerBehavior, rejectAnswer, toPlainReply } from '../answer-behavior';
import { compileWords } from '../own-words';
import { isPhoneRegion, parsePhone } from './parse-phone';

/**
 * A telephone number, stored in E.164 form. A number without a country code is one of the question's region,
 * else of that of the flow's language.
 */
export const phone: AnswerBehavior<'phone'> = {
  check: ({ region }, path) =>
    region === undefined || isPhoneRegion(region)
      ? []
      : [nodeError('unknown_region', `${path}/region`, `There is no region "${region}".`)],
  compile({ region, words }, compiler, path) {
    const say = compileWords(words, compiler, path);
    return {
      expected: () => ({ type: 'phone' }),
      parse(reply, rendering) {
        const read = parsePhone(toPlainReply(reply), region ?? findRegion(rendering.locale));
        if (!read) return rejectAnswer(say('notAPhone', {}, rendering));
        const { number, note } = read;
        return { ok: true, value: number, ...(note && { note }) };
      },
    };
  },
};

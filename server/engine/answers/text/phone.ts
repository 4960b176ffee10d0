import { nodeError } from '../../definition/problem';
import { findRegion } from '../../locale/locale';
import { type AnswerBehavior, rejectAnswer, toPlainReply } from '../answer-behavior';
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
  compile: ({ region }) => ({
    expected: () => ({ type: 'phone' }),
    parse(reply, { locale }) {
      const read = parsePhone(toPlainReply(reply), region ?? findRegion(locale));
      if (!read) return rejectAnswer('Please give a telephone number, such as +49 30 1234567.');
      const { number, note } = read;
      return { ok: true, value: number, ...(note && { note }) };
    },
  }),
};

import { type AnswerBehavior, acceptAnswer, rejectAnswer, toPlainReply } from '../answer-behavior';

const INTERNATIONAL = /^\+[1-9]\d{6,14}$/;
const NATIONAL = /^\d{5,15}$/;

/** A phone number, stored as digits, with a leading + if it has a country code. */
export const phone: AnswerBehavior<'phone'> = {
  compile: () => ({
    expected: () => ({ type: 'phone' }),
    parse(reply) {
      const digits = parsePhone(toPlainReply(reply));
      return digits
        ? acceptAnswer(digits)
        : rejectAnswer('Please give a telephone number, such as +49 30 1234567.');
    },
  }),
};

function parsePhone(text: string): string | null {
  const bare = text.replace(/^tel:/i, '').replace(/^00/, '+').trim();
  // The trunk prefix "(0)" is omitted from international numbers.
  const trunkless = bare.startsWith('+') ? bare.replace('(0)', '') : bare;
  const digits = trunkless.replace(/[\s().\-/\u2010-\u2015]/gu, '');
  return INTERNATIONAL.test(digits) || NATIONAL.test(digits) ? digits : null;
}

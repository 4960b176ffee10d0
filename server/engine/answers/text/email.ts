import { type AnswerBehavior, acceptAnswer, rejectAnswer, toPlainReply } from '../answer-behavior';
import { compileWords } from '../own-words';

const LOCAL = /^[^\s@<>()[\]\\,;:"]{1,64}$/u;
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?$/u;
/** The top-level domain contains a letter, which excludes IP addresses. */
const TOP_LEVEL = /\p{L}/u;
const MAX_CHARS = 254;

/** An email address, stored with its domain in lower case. */
export const email: AnswerBehavior<'email'> = {
  compile({ words }, compiler, path) {
    const say = compileWords(words, compiler, path);
    return {
      expected: () => ({ type: 'email' }),
      parse(reply, rendering) {
        const address = parseEmail(toPlainReply(reply));
        return address ? acceptAnswer(address) : rejectAnswer(say('notAnEmail', {}, rendering));
      },
    };
  },
};

function parseEmail(text: string): string | null {
  const bare = text.replace(/^mailto:/i, '');
  const at = bare.lastIndexOf('@');
  const local = bare.slice(0, Math.max(0, at));
  const labels = bare
    .slice(at + 1)
    .toLowerCase()
    .split('.');
  if (bare.length > MAX_CHARS || labels.length < 2 || !labels.every((label) => LABEL.test(label)))
    return null;
  if (!TOP_LEVEL.test(labels.at(-1) ?? '')) return null;
  if (!LOCAL.test(local) || local.startsWith('.') || local.endsWith('.') || local.includes('..')) return null;
  return `${local}@${labels.join('.')}`;
}

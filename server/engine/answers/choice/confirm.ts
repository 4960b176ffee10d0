import { nodeError } from '../../definition/problem';
import type { ExpectedChoice } from '../../outbound-message';
import { renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import { toBaseText } from '../../text/fold';
import { type AnswerBehavior, rejectAnswer, toKeptText } from '../answer-behavior';
import { foldChoice, matchChoice } from './match-choice';

const YES: ReadonlySet<string> = new Set([
  'y',
  'yes',
  'yeah',
  'yep',
  'yup',
  'sure',
  'ok',
  'okay',
  'true',
  'correct',
  'right',
  'ofcourse',
  'absolutely',
  '👍',
]);
const NO: ReadonlySet<string> = new Set([
  'n',
  'no',
  'nope',
  'nah',
  'false',
  'notreally',
  'wrong',
  'never',
  '👎',
]);

/** Longer replies are not compared with the word lists. */
const MAX_CHARS = 100;

/** Yes or no, stored as a boolean. Accepts the two labels, their numbers, and common words. */
export const confirm: AnswerBehavior<'confirm'> = {
  check: ({ yes = 'Yes', no = 'No' }, path) =>
    readAlike(yes, no)
      ? [nodeError('choices_alike', `${path}/no`, `The labels "${yes}" and "${no}" are the same when typed.`)]
      : [],
  compile(answer, compiler, path) {
    const yes = compiler.text(`${path}/yes`, answer.yes ?? 'Yes');
    const no = compiler.text(`${path}/no`, answer.no ?? 'No');
    const choices = (rendering: Rendering): ExpectedChoice[] => [
      { value: 'yes', label: renderText(yes, rendering) || 'Yes' },
      { value: 'no', label: renderText(no, rendering) || 'No' },
    ];
    return {
      expected: (rendering) => ({ type: 'confirm', choices: choices(rendering) }),
      parse(reply, rendering) {
        const words = toKeptText(reply);
        const offered = choices(rendering);
        const match = matchChoice(words, offered);
        if (match) return { ok: true, value: match.choice.value === 'yes', matchedBy: match.matchedBy };
        const folded = words.length <= MAX_CHARS ? toBaseText(foldChoice(words)) : '';
        if (YES.has(folded)) return { ok: true, value: true, matchedBy: 'folded' };
        if (NO.has(folded)) return { ok: true, value: false, matchedBy: 'folded' };
        return rejectAnswer(`Please answer ${offered.map(({ label }) => label).join(' or ')}.`);
      },
    };
  },
};

// A label that contains a template is known only at run time.
function readAlike(yes: string, no: string): boolean {
  return !yes.includes('{{') && foldChoice(yes) !== '' && foldChoice(yes) === foldChoice(no);
}

import { type AnswerBehavior, rejectAnswer, toKeptText } from '../answer-behavior';
import { checkChoices, compileChoices, listLabels, noteLeftOut } from './compile-choices';
import { matchChoice } from './match-choice';

/** One of a list of choices; stores the choice's value. */
export const choice: AnswerBehavior<'choice'> = {
  check: ({ choices }, path) => checkChoices(choices, path),
  compile(answer, compiler, path) {
    const choices = compileChoices(answer.choices, compiler, path);
    return {
      expected(rendering) {
        const offered = choices(rendering);
        noteLeftOut(answer.choices, offered, rendering);
        return { type: 'choice', choices: offered };
      },
      parse(reply, rendering) {
        const offered = choices(rendering);
        const match = matchChoice(toKeptText(reply), offered);
        if (!match) return rejectAnswer(`Please choose one of these: ${listLabels(offered)}.`);
        return { ok: true, value: match.choice.value, matchedBy: match.matchedBy };
      },
    };
  },
};

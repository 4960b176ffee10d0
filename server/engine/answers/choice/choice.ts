import { type AnswerBehavior, rejectAnswer, toKeptText } from '../answer-behavior';
import { compileWords } from '../own-words';
import { checkOffered } from './check-choices';
import { compileChoices, listLabels, noteLeftOut } from './compile-choices';
import { compilePick } from './pick-choices';
import { createChoiceReader, noteLanguages } from './read-choice';

/** One of a list of choices; stores the choice's value. */
export const choice: AnswerBehavior<'choice'> = {
  check: (answer, path) => checkOffered(answer, path),
  compile(answer, compiler, path) {
    const choices = compileChoices(answer.choices, compiler, path);
    const pick = compilePick(answer, choices, compiler, path);
    const say = compileWords(answer.words, compiler, path);
    return {
      ...(pick && { pick }),
      expected(rendering, picked) {
        const offered = picked ?? choices.offer(rendering);
        if (!picked) noteLeftOut(answer.choices, offered, rendering);
        return { type: 'choice', choices: [...offered] };
      },
      parse(reply, rendering, picked) {
        const offered = picked ?? choices.offer(rendering);
        const match = createChoiceReader(choices, offered, rendering)(toKeptText(reply));
        if (!match)
          return rejectAnswer(say('notAChoice', { choices: listLabels(offered, rendering) }, rendering));
        const note = noteLanguages([match], rendering);
        return { ok: true, value: match.choice.value, matchedBy: match.matchedBy, ...(note && { note }) };
      },
    };
  },
};

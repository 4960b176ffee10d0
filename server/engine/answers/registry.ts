import type { Compiler } from '../compile/compiler';
import type { SingleAnswer } from '../definition/answer';
import type { NodeProblem } from '../definition/problem';
import type { LocalizedText } from '../definition/text';
import { compileOptional } from '../messages/compile-parts';
import type { Rendering } from '../rendering/rendering';
import type { AnswerBehavior, AnswerOf, AnswerType, CompiledAnswer } from './answer-behavior';
import { choice } from './choice/choice';
import { confirm } from './choice/confirm';
import { multiChoice } from './choice/multi-choice';
import { date } from './number-or-date/date';
import { number } from './number-or-date/number';
import { rating } from './number-or-date/rating';
import { time } from './number-or-date/time';
import { email } from './text/email';
import { file } from './text/file';
import { phone } from './text/phone';
import { text } from './text/text';
import { url } from './text/url';

/** Every answer type. A missing type does not compile. */
const ANSWERS: { [T in AnswerType]: AnswerBehavior<T> } = {
  text,
  number,
  email,
  url,
  phone,
  date,
  time,
  choice,
  'multi-choice': multiChoice,
  rating,
  confirm,
  file,
};

/** Compiles the answer of a question or form field. */
export function compileAnswer<T extends AnswerType>(
  answer: AnswerOf<T>,
  compiler: Compiler,
  path: string,
): CompiledAnswer {
  const compiled = ANSWERS[answer.type as T].compile(answer, compiler, path);
  const hints = compileHints(answer as Hints, compiler, path);
  return hints === null
    ? compiled
    : {
        ...compiled,
        expected: (rendering, picked) => ({ ...compiled.expected(rendering, picked), ...hints(rendering) }),
      };
}

type Hints = { placeholder?: LocalizedText | undefined; submitLabel?: LocalizedText | undefined };

/** The texts for the field in which a client asks for the answer; null if there are none. */
function compileHints(answer: Hints, compiler: Compiler, path: string) {
  const { placeholder, submitLabel } = answer;
  if (placeholder === undefined && submitLabel === undefined) return null;
  const hint = compileOptional('placeholder', placeholder, compiler, path);
  const label = compileOptional('submitLabel', submitLabel, compiler, path);
  return (rendering: Rendering) => ({ ...hint(rendering), ...label(rendering) });
}

/** Reports problems of an answer that its schema cannot express. */
export function checkAnswer(answer: SingleAnswer, path: string): NodeProblem[] {
  const behavior = ANSWERS[answer.type] as AnswerBehavior<AnswerType>;
  return behavior.check?.(answer, path) ?? [];
}

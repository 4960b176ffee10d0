import type { Compiler } from '../compile/compiler';
import type { SimpleAnswer } from '../definition/answer';
import type { NodeProblem } from '../definition/problem';
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
  return ANSWERS[answer.type as T].compile(answer, compiler, path);
}

/** Reports problems of an answer that its schema cannot express. */
export function checkAnswer(answer: SimpleAnswer, path: string): NodeProblem[] {
  const behavior = ANSWERS[answer.type] as AnswerBehavior<AnswerType>;
  return behavior.check?.(answer, path) ?? [];
}

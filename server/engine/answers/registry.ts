import type { Compiler } from '../compiler';
import type { SimpleAnswer } from '../definition/answer';
import type { NodeProblem } from '../nodes/node-behavior';
import type { AnswerBehavior, AnswerOf, AnswerType, CompiledAnswer } from './answer-behavior';
import { choice } from './choice';
import { confirm } from './confirm';
import { date } from './date';
import { email } from './email';
import { file } from './file';
import { multiChoice } from './multi-choice';
import { number } from './number';
import { phone } from './phone';
import { rating } from './rating';
import { text } from './text';
import { time } from './time';
import { url } from './url';

/** Every type of answer; one without behavior does not compile. */
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

/** Compiles what a single question or field takes. */
export function compileAnswer<T extends AnswerType>(
  answer: AnswerOf<T>,
  compiler: Compiler,
  path: string,
): CompiledAnswer {
  return ANSWERS[answer.type as T].compile(answer, compiler, path);
}

/** Reports what is wrong with an answer beyond its shape. */
export function checkAnswer(answer: SimpleAnswer, path: string): NodeProblem[] {
  const behavior = ANSWERS[answer.type] as AnswerBehavior<AnswerType>;
  return behavior.check?.(answer, path) ?? [];
}

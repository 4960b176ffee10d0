import { isPicked } from '../answers/choice/pick-choices';
import { createDialogue } from '../answers/dialogue';
import { checkForm, compileForm } from '../answers/form/form';
import { createFormDialogue } from '../answers/form/form-dialogue';
import { checkAnswer, compileAnswer } from '../answers/registry';
import type { Compiler } from '../compile/compiler';
import type { Answer } from '../definition/answer';
import type { NodeOf } from '../definition/node';
import { toMs } from '../definition/text';
import type { Json } from '../json';
import { compileContents } from '../messages/compile-content';
import type { Exit, NodeBehavior } from './contract/node-behavior';
import { goTo } from './contract/node-result';
import { checkRating } from './question/rating-scale';
import { askQuestion, type CompiledQuestion, checkReply, takeReply } from './question/take-reply';

/** Without an exit for invalid replies there is nothing else to do. */
const ASKED_ON = 'the question is asked again without limit';

/** Asks until a reply has the answer's type and satisfies the rules, then stores it. */
export const question: NodeBehavior<'question'> = {
  waitsFor: 'external',
  exits: ({ answer, retries, noReply }) => [
    { name: 'next', expected: false },
    ...listAnswerExits(answer),
    ...(isOfferedByData(answer) ? [{ name: 'empty', expected: true }] : []),
    { name: 'invalid', expected: retries !== undefined, unwired: ASKED_ON },
    { name: 'noReply', expected: noReply !== undefined },
  ],
  assigns: ({ variable }) => (variable === undefined ? [] : [variable]),
  check: ({ answer, rating }) => [
    ...(answer.type === 'form' ? checkForm(answer, '/answer') : checkAnswer(answer, '/answer')),
    ...checkRating({ answer, rating }),
  ],
  compile(node, compiler) {
    const asked = compileQuestion(node, compiler);
    return {
      enter: (context) => askQuestion(asked, context),
      checkReply: (reply, wait, rendering) => checkReply(asked, reply, wait, rendering),
      resume: {
        answer: (input, context) => takeReply(asked, input, context),
        fired: () => ({ transition: goTo('noReply') }),
      },
    };
  },
};

function compileQuestion(node: NodeOf<'question'>, compiler: Compiler): CompiledQuestion {
  const { answer, variable, rating, rules, retries, noReply } = node;
  const name = variable ?? node.id;
  const message = retries?.message;
  return {
    name,
    variable: variable ?? null,
    rating: rating ?? null,
    prompt: compileContents(node.prompt, compiler, '/prompt'),
    dialogue:
      answer.type === 'form'
        ? createFormDialogue(compileForm(answer, compiler, '/answer'), name)
        : createDialogue(compileAnswer(answer, compiler, '/answer'), name),
    rules: rules.map((rule, index) => ({
      when: compiler.expression(`/rules/${index}/when`, rule.when, ['answer']),
      message: compiler.localized(`/rules/${index}/message`, rule.message, ['answer']),
    })),
    maxRetries: retries?.max ?? null,
    retryMessage: message === undefined ? null : compiler.localized('/retries/message', message),
    noReplyMs: noReply ? toMs(noReply.after) : null,
    findExit: (value) => findAnswerExit(answer, value),
  };
}

/** Whether data decides which choices the question offers, so that there may be none. */
function isOfferedByData(answer: Answer): boolean {
  return (answer.type === 'choice' || answer.type === 'multi-choice') && isPicked(answer);
}

function listAnswerExits(answer: Answer): Exit[] {
  if (answer.type === 'choice') {
    return answer.choices.map(({ value }) => ({ name: `choice:${value}`, expected: false }));
  }
  return answer.type === 'confirm' ? ['yes', 'no'].map((name) => ({ name, expected: false })) : [];
}

/** The specific exit of an answer; it is taken if it is wired. */
function findAnswerExit({ type }: Answer, value: Json): string | null {
  if (type === 'choice') return `choice:${value}`;
  if (type === 'confirm') return value === true ? 'yes' : 'no';
  return null;
}

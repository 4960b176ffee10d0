import { openDialogue } from '../answers/dialogue';
import { checkForm, compileForm } from '../answers/form';
import { openFormDialogue } from '../answers/form-dialogue';
import { checkAnswer, compileAnswer } from '../answers/registry';
import type { Compiler } from '../compile';
import type { Answer } from '../definition/answer';
import type { NodeOf } from '../definition/node';
import { toMs } from '../definition/text';
import type { Json } from '../json';
import { leaveBy } from '../move';
import { compileContents } from '../speech/compile-content';
import type { Exit, NodeBehaviour } from './behaviour';
import { type AskedQuestion, askFirst, hearAnswer, judgeReply } from './hear-answer';

/** Asks until there is an answer of its type that keeps its rules, and keeps it in its variable. */
export const question: NodeBehaviour<'question'> = {
  rest: 'world',
  exits: ({ answer, retries, noReply }) => [
    { name: 'next', expected: false },
    ...answerExits(answer),
    { name: 'invalid', expected: retries !== undefined },
    { name: 'noReply', expected: noReply !== undefined },
  ],
  assigns: ({ variable }) => [variable],
  check: ({ answer }) =>
    answer.type === 'form' ? checkForm(answer, '/answer') : checkAnswer(answer, '/answer'),
  compile(node, compiler) {
    const asked = compileQuestion(node, compiler);
    return {
      enter: (context) => askFirst(asked, context),
      judge: (reply, wait, rendering) => judgeReply(asked, reply, wait, rendering),
      wake: {
        answer: (input, context) => hearAnswer(asked, input, context),
        fired: () => ({ go: leaveBy('noReply') }),
      },
    };
  },
};

function compileQuestion(node: NodeOf<'question'>, compiler: Compiler): AskedQuestion {
  const { answer, variable, rules, retries, noReply } = node;
  const message = retries?.message;
  return {
    variable,
    prompt: compileContents(node.prompt, compiler, '/prompt'),
    dialogue:
      answer.type === 'form'
        ? openFormDialogue(compileForm(answer, compiler, '/answer'), variable)
        : openDialogue(compileAnswer(answer, compiler, '/answer'), variable),
    rules: rules.map((rule, index) => ({
      when: compiler.expression(`/rules/${index}/when`, rule.when, ['answer']),
      message: compiler.text(`/rules/${index}/message`, rule.message, ['answer']),
    })),
    maxRetries: retries?.max ?? null,
    retryMessage: message === undefined ? null : compiler.text('/retries/message', message),
    noReplyMs: noReply ? toMs(noReply.after) : null,
    exitOf: (value) => namedExit(answer, value),
  };
}

function answerExits(answer: Answer): Exit[] {
  if (answer.type === 'choice') {
    return answer.choices.map(({ value }) => ({ name: `choice:${value}`, expected: false }));
  }
  return answer.type === 'confirm' ? ['yes', 'no'].map((name) => ({ name, expected: false })) : [];
}

/** The exit that an answer takes where it is wired. */
function namedExit({ type }: Answer, value: Json): string | null {
  if (type === 'choice') return `choice:${value}`;
  if (type === 'confirm') return value === true ? 'yes' : 'no';
  return null;
}

import type { AnswerIssue, Reply } from '../answers/behaviour';
import type { Asking, Dialogue, Heard, InputWait } from '../answers/dialogue';
import type { Code } from '../compile';
import type { Json } from '../json';
import { type InputOf, leaveBy, type Move } from '../move';
import { sayText } from '../speech/ask';
import { type Speaker, speak } from '../speech/compile-content';
import type { ParsedTemplate } from '../template';
import { effectKey, type NodeContext } from '../turn/context';
import { evaluateCode, type Rendering, textOf } from '../turn/rendering';

/** A compiled question. `maxRetries`: how often a wrong answer is asked again; null is for ever. */
export type AskedQuestion = {
  variable: string;
  prompt: Speaker[];
  dialogue: Dialogue;
  rules: { when: Code; message: ParsedTemplate }[];
  maxRetries: number | null;
  retryMessage: ParsedTemplate | null;
  noReplyMs: number | null;
  /** The exit of its own that an answer has, taken where it is wired. */
  exitOf(value: Json): string | null;
};

/** Said of an answer that breaks a rule whose message renders to nothing. */
const UNEXPLAINED = 'This answer is not accepted.';

type Understood = Exclude<Heard, { type: 'wrong' }>;
type Wrong = Extract<Heard, { type: 'wrong' }>;
type AnswerTrace = NonNullable<NonNullable<Move['trace']>['answer']>;

/** Says the prompt and waits for an answer. */
export function askFirst(question: AskedQuestion, context: NodeContext): Move {
  const prompt = speak(question.prompt, context);
  return ask(question, question.dialogue.ask(prompt, context), 0, context);
}

/** Takes what a person said: keeps the answer and goes on, asks for the rest, or asks again. */
export function hearAnswer(
  question: AskedQuestion,
  { text, value }: InputOf<'answer'>,
  context: NodeContext,
): Move {
  const { wait } = context;
  if (wait?.type !== 'input') return { go: { to: 'nowhere', reason: 'the question is not open' } };
  const heard = question.dialogue.hear({ text, value }, wait, context);
  if (heard.type === 'wrong') return refuse(question, heard, wait, context);
  if (heard.note) context.notes.push(heard.note);
  if (heard.type === 'whole') return accept(question, heard, wait, context);
  return { ...ask(question, heard.asking, 0, context), trace: { answer: toTrace(heard) } };
}

function accept(question: AskedQuestion, heard: Understood, wait: InputWait, context: NodeContext): Move {
  const { value } = heard;
  const message = question.rules.length > 0 ? findBrokenRule(question, value, context) : null;
  if (message !== null) {
    const askAgain = (text: string) => question.dialogue.ask([sayText(text)], context);
    const wrong: Wrong = { type: 'wrong', reason: message || UNEXPLAINED, issues: [], askAgain };
    return refuse(question, wrong, wait, context, message);
  }
  const named = question.exitOf(value);
  const exit = named !== null && context.exits.has(named) ? named : 'next';
  return {
    assign: [{ name: question.variable, value }],
    trace: { answer: toTrace(heard) },
    go: leaveBy(exit),
  };
}

/** Says what would be wrong with an answer, without taking it. */
export function judgeReply(
  question: AskedQuestion,
  reply: Reply,
  wait: InputWait,
  rendering: Rendering,
): AnswerIssue[] {
  const heard = question.dialogue.hear(reply, wait, rendering);
  if (heard.type === 'wrong') return heard.issues;
  if (heard.type === 'part' || question.rules.length === 0) return [];
  const message = findBrokenRule(question, heard.value, rendering);
  return message === null ? [] : [{ field: question.variable, message: message || UNEXPLAINED }];
}

/** What the first rule that an answer breaks has to say about it; null when it keeps them all. */
function findBrokenRule({ rules }: AskedQuestion, answer: Json, rendering: Rendering): string | null {
  const variables = { ...rendering.variables, answer };
  const broken = rules.find(({ when }) => !evaluateCode(when, rendering, variables));
  return broken ? textOf(broken.message, rendering, variables) : null;
}

/** Asks again, or gives up by `invalid` where that is wired and the tries are used up. A rule's own message goes first. */
function refuse(
  question: AskedQuestion,
  { reason, askAgain }: Wrong,
  { attempts }: InputWait,
  context: NodeContext,
  ruleMessage = '',
): Move {
  const { maxRetries, retryMessage } = question;
  const trace = { answer: { accepted: false, reason } };
  const wrong = attempts + 1;
  if (maxRetries !== null && wrong > maxRetries && context.exits.has('invalid')) {
    return { trace, go: leaveBy('invalid') };
  }
  const message = ruleMessage || (retryMessage && textOf(retryMessage, context)) || reason;
  return { ...ask(question, askAgain(message), wrong, context), trace };
}

function ask({ noReplyMs }: AskedQuestion, asking: Asking, attempts: number, context: NodeContext): Move {
  const { say, field, answers } = asking;
  if (noReplyMs === null)
    return { say, go: { to: 'wait', wait: { type: 'input', attempts, field, answers, timer: null } } };
  const timer = effectKey(context);
  return {
    say,
    effects: [{ type: 'timer.set', key: timer, dueAt: context.at + noReplyMs }],
    go: { to: 'wait', wait: { type: 'input', attempts, field, answers, timer } },
  };
}

function toTrace({ value, matchedBy }: Understood): AnswerTrace {
  return { accepted: true, value, ...(matchedBy && { matchedBy }) };
}

import type { AnswerIssue, Reply } from '../../answers/answer-behavior';
import type { Dialogue, InputWait, Prompt, ReplyResult } from '../../answers/dialogue';
import type { CompiledExpression, CompiledText } from '../../compile/compiler';
import { createBudget } from '../../expression/budget';
import type { Explanation } from '../../expression/explain';
import type { Json } from '../../json';
import { sayWord } from '../../locale/words/say-word';
import { type MessageRenderer, renderMessages } from '../../messages/compile-content';
import { toTextMessage } from '../../messages/expect-answer';
import { evaluateExpression, explainExpression } from '../../rendering/evaluate-expression';
import { renderText } from '../../rendering/render-data';
import type { Rendering } from '../../rendering/rendering';
import { effectKey, type NodeContext } from '../contract/node-context';
import { goTo, type NodeResult, type ResumeInputOf } from '../contract/node-result';
import { toRating } from './rating-scale';

/**
 * A compiled question. `name` is that of its answer: the variable's, or without one the node's. `maxRetries` is the number of
 * times it asks again after an invalid reply; null is unlimited.
 */
export type CompiledQuestion = {
  name: string;
  variable: string | null;
  /** The scale on which the answer is counted as a rating. */
  rating: { min: number; max: number } | null;
  prompt: MessageRenderer[];
  dialogue: Dialogue;
  rules: { when: CompiledExpression; message: CompiledText }[];
  maxRetries: number | null;
  retryMessage: CompiledText | null;
  noReplyMs: number | null;
  findExit(value: Json): string | null;
};

type ValidReply = Exclude<ReplyResult, { type: 'invalid' }>;
type InvalidReply = Extract<ReplyResult, { type: 'invalid' }>;
type AnswerTrace = NonNullable<NonNullable<NodeResult['trace']>['answer']>;

/**
 * Sends the prompt and waits for a reply. Without a prompt, the last message of the turn asks, unless it asks already. With no
 * choice to offer, nothing is asked.
 */
export function askQuestion(question: CompiledQuestion, context: NodeContext): NodeResult {
  const said = question.prompt.length === 0 ? context.lastMessage : null;
  const isAsked = said !== null && !said.expected;
  const prompt = isAsked ? [said] : renderMessages(question.prompt, context);
  const asking = question.dialogue.ask(prompt, context);
  if (asking.choices?.length === 0) return { transition: goTo('empty') };
  return { ...ask(question, asking, 0, context), ...(isAsked && { replacesLast: true }) };
}

/** Handles a reply: stores the answer and continues, asks for the next form field, or asks again. */
export function takeReply(
  question: CompiledQuestion,
  { text, value }: ResumeInputOf<'answer'>,
  context: NodeContext,
): NodeResult {
  const { wait } = context;
  if (wait?.type !== 'input') return { transition: { type: 'ignored', reason: 'the question is not open' } };
  const read = question.dialogue.read({ text, value }, wait, context);
  if (read.type === 'invalid') return rejectReply(question, read, wait, context);
  if (read.note) context.notes.push(read.note);
  if (read.type === 'complete') return acceptReply(question, read, wait, context);
  return { ...ask(question, read.asking, 0, context), trace: { answer: toTrace(read) } };
}

function acceptReply(
  question: CompiledQuestion,
  read: ValidReply,
  wait: InputWait,
  context: NodeContext,
): NodeResult {
  const { value } = read;
  const broken = question.rules.length > 0 ? findBrokenRule(question, value, context) : null;
  if (broken !== null) {
    const { message } = broken;
    const askAgain = (text: string) => question.dialogue.ask([toTextMessage(text)], context);
    const invalid: InvalidReply = {
      type: 'invalid',
      reason: message || sayWord('ruleBroken', {}, context),
      issues: [],
      askAgain,
    };
    return rejectReply(question, invalid, wait, context, broken);
  }
  const named = question.findExit(value);
  const exit = named !== null && context.exits.has(named) ? named : 'next';
  return {
    assign: question.variable === null ? [] : [{ name: question.variable, value }],
    trace: { answer: { ...toTrace(read), ...toRatingTrace(question, value) } },
    transition: goTo(exit),
  };
}

/** Validates a reply without accepting it. */
export function checkReply(
  question: CompiledQuestion,
  reply: Reply,
  wait: InputWait,
  rendering: Rendering,
): AnswerIssue[] {
  const read = question.dialogue.read(reply, wait, rendering);
  if (read.type === 'invalid') return read.issues;
  if (read.type === 'partial' || question.rules.length === 0) return [];
  const broken = findBrokenRule(question, read.value, rendering);
  return broken === null
    ? []
    : [{ field: question.name, message: broken.message || sayWord('ruleBroken', {}, rendering) }];
}

type BrokenRule = { message: string; explain(): Explanation };

/** The first rule that an answer breaks; null if there is none. */
function findBrokenRule({ rules }: CompiledQuestion, answer: Json, rendering: Rendering): BrokenRule | null {
  const variables = { ...rendering.variables, answer };
  const broken = rules.find(({ when }) => !evaluateExpression(when, rendering, variables));
  if (!broken) return null;
  return {
    message: renderText(broken.message, rendering, variables),
    // The rule has been evaluated: to explain it takes nothing from the turn.
    explain: () =>
      explainExpression(broken.when, { ...rendering, variables, budget: createBudget(), notes: [] }),
  };
}

/**
 * Asks again, or takes `invalid` if that exit is wired and no retries are left. The message of a rule takes
 * precedence.
 */
function rejectReply(
  question: CompiledQuestion,
  { reason, isAmbiguous = false, askAgain }: InvalidReply,
  { attempts, readings }: InputWait,
  context: NodeContext,
  broken: BrokenRule | null = null,
): NodeResult {
  const { maxRetries, retryMessage } = question;
  const trace = { answer: { accepted: false, reason, ...(broken && { rule: broken.explain() }) } };
  // A reply with several readings is not invalid until the question has asked which one is meant.
  if (isAmbiguous && !readings) return { ...ask(question, askAgain(reason), attempts, context), trace };
  const invalid = attempts + 1;
  if (maxRetries !== null && invalid > maxRetries) {
    if (context.exits.has('invalid')) return { trace, transition: goTo('invalid') };
    context.notes.push('No retries are left, but the exit "invalid" is not wired.');
  }
  const custom = broken?.message || (retryMessage && !isAmbiguous && renderText(retryMessage, context));
  const message = custom || reason;
  return { ...ask(question, askAgain(message), invalid, context), trace };
}

function ask(
  { noReplyMs }: CompiledQuestion,
  asking: Prompt,
  attempts: number,
  context: NodeContext,
): NodeResult {
  const { messages, field, answers, readings, choices } = asking;
  const timer = noReplyMs === null ? null : effectKey(context);
  const wait: InputWait = { type: 'input', attempts, field, answers, timer };
  if (readings) wait.readings = [...readings];
  if (choices) wait.choices = [...choices];
  const transition = { type: 'wait', wait } as const;
  if (timer === null) return { messages, transition };
  const dueAt = context.at + (noReplyMs ?? 0);
  return { messages, effects: [{ type: 'timer.set', key: timer, dueAt }], transition };
}

function toRatingTrace({ rating: scale }: CompiledQuestion, value: Json): Pick<AnswerTrace, 'rating'> {
  const rating = scale && toRating(scale, value);
  return rating ? { rating } : {};
}

function toTrace({ value, matchedBy }: ValidReply): AnswerTrace {
  return { accepted: true, value, ...(matchedBy && { matchedBy }) };
}

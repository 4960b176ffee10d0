import type { Compiler } from '../compile/compiler';
import type { SimpleAnswer } from '../definition/answer';
import { type NodeProblem, nodeError } from '../definition/problem';
import type { Json } from '../json';
import type { Expected } from '../outbound-message';
import type { Rendering } from '../rendering/rendering';
import { normalizeInput, trimInput } from '../text/normalize-input';

/** What a person answered: words, and where the channel can carry more, a value. */
export type Reply = { text: string; value: Json | undefined };

/** How a typed answer was recognised among choices. */
export type MatchedBy = 'value' | 'label' | 'folded' | 'base' | 'number';

/** An answer understood, or what to say about one that was not. `note`: how it was read, where that is not plain. */
export type ParsedReply =
  | { ok: true; value: Json; matchedBy?: MatchedBy; note?: string }
  | { ok: false; reason: string };

/** Why an answer was not accepted; `field` is what it should have filled. */
export type AnswerIssue = { field: string; message: string };

/** What a type of answer tells of itself; its question adds the name. */
export type ExpectedAnswer = Omit<Expected, 'name'>;

/** A question's answer ready to run: what is expected, told to every channel, and how a reply is read. */
export type CompiledAnswer = {
  expected(rendering: Rendering): ExpectedAnswer;
  parse(reply: Reply, rendering: Rendering): ParsedReply;
};

export type AnswerType = SimpleAnswer['type'];
export type AnswerOf<T extends AnswerType> = Extract<SimpleAnswer, { type: T }>;

/** Everything the engine knows of one type of answer. */
export type AnswerBehavior<T extends AnswerType> = {
  /** What its schema cannot say; `path` is the answer's place within its node. */
  check?(answer: AnswerOf<T>, path: string): NodeProblem[];
  compile(answer: AnswerOf<T>, compiler: Compiler, path: string): CompiledAnswer;
};

/** The reply as it is kept; a single value counts as what it reads like. */
export function toKeptText({ text, value }: Reply): string {
  if (typeof value === 'string') return trimInput(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : trimInput(text);
}

/** The reply in plain characters, for everything that is read by its form. */
export function toPlainReply(reply: Reply): string {
  return normalizeInput(toKeptText(reply));
}

/** An answer that was understood. */
export function acceptAnswer(value: Json): ParsedReply {
  return { ok: true, value };
}

/** An answer that was not, and what to say about it. */
export function rejectAnswer(reason: string): ParsedReply {
  return { ok: false, reason };
}

/** Reports a lower bound above the upper one. */
export function checkBounds(
  min: number | string | undefined,
  max: number | string | undefined,
  path: string,
): NodeProblem[] {
  if (min === undefined || max === undefined || min <= max) return [];
  const message = `The least that is allowed, ${min}, is more than the most, ${max}.`;
  return [nodeError('min_over_max', path, message)];
}

import type { Compiler } from '../compile/compiler';
import type { SingleAnswer } from '../definition/answer';
import { type NodeProblem, nodeError } from '../definition/problem';
import type { Json } from '../json';
import type { Expected, ExpectedChoice } from '../outbound-message';
import type { Rendering } from '../rendering/rendering';
import { normalizeInput, trimInput } from '../text/normalize-input';

/** A person's reply: text, and a structured value where the channel supports one. */
export type Reply = { text: string; value: Json | undefined };

/** The rule that matched a reply to a choice; recorded in the trace. */
export type MatchedBy = 'value' | 'label' | 'folded' | 'base' | 'number';

/**
 * A parsed reply, or the message that explains why it is invalid. `note` says how an ambiguous reply was
 * read; `readings` are the meanings of a reply that has several and has to be asked back.
 */
export type ParsedReply =
  | { ok: true; value: Json; matchedBy?: MatchedBy; note?: string }
  | { ok: false; reason: string; readings?: readonly ExpectedChoice[] };

/** Why a reply is invalid; `field` names the variable or form field it was meant for. */
export type AnswerIssue = { field: string; message: string };

/** The expectation of an answer type; the question adds the name. */
export type ExpectedAnswer = Omit<Expected, 'name'>;

/** A compiled answer: what the client should ask for, and how a reply is parsed. */
export type CompiledAnswer = {
  /** The choices that data decides, evaluated once when the question is asked; absent if the choices are fixed. */
  pick?(rendering: Rendering): ExpectedChoice[];
  /** `picked` are the choices that were evaluated. */
  expected(rendering: Rendering, picked?: readonly ExpectedChoice[]): ExpectedAnswer;
  parse(reply: Reply, rendering: Rendering, picked?: readonly ExpectedChoice[]): ParsedReply;
};

export type AnswerType = SingleAnswer['type'];
export type AnswerOf<T extends AnswerType> = Extract<SingleAnswer, { type: T }>;

/** The engine's implementation of one answer type. */
export type AnswerBehavior<T extends AnswerType> = {
  /** Problems that the schema cannot express; `path` is the answer's JSON pointer within its node. */
  check?(answer: AnswerOf<T>, path: string): NodeProblem[];
  compile(answer: AnswerOf<T>, compiler: Compiler, path: string): CompiledAnswer;
};

/**
 * The text of a reply as it is stored. A string, number or boolean in `value` takes precedence over `text`.
 */
export function toKeptText({ text, value }: Reply): string {
  if (typeof value === 'string') return trimInput(value);
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : trimInput(text);
}

/** The text of a reply with digits, quotes, dashes and spaces normalized, for parsers. */
export function toPlainReply(reply: Reply): string {
  return normalizeInput(toKeptText(reply));
}

export function acceptAnswer(value: Json): ParsedReply {
  return { ok: true, value };
}

export function rejectAnswer(reason: string): ParsedReply {
  return { ok: false, reason };
}

/** Reports a minimum that is greater than the maximum. */
export function checkBounds(
  min: number | string | undefined,
  max: number | string | undefined,
  path: string,
): NodeProblem[] {
  if (min === undefined || max === undefined || min <= max) return [];
  const message = `The minimum, ${min}, is greater than the maximum, ${max}.`;
  return [nodeError('min_over_max', path, message)];
}

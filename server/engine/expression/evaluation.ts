import type { Budget } from './budget';
import type { Value, Variables } from './tree';

/** Everything one evaluation reads and writes. */
export type Evaluation = {
  variables: Variables;
  /** What the name `visitor` reads where no variable has it; null where that name means nothing. */
  visitor: Variables | null;
  /** Milliseconds since 1970: what the language calls now. */
  at: number;
  budget: Budget;
  /** The values of callback parameters, by slot. */
  locals: Value[];
  /** Names that were read and are no variables, once each. */
  missing: string[];
  /** Where in the source the last call stands, for failures. */
  offset: number;
};

export type Callback = (...args: Value[]) => Value;

/** A function of the language: values in, a value out; it pays from the evaluation's budget. */
export type LanguageFunction = (
  args: readonly Value[],
  evaluation: Evaluation,
  callback: Callback | null,
) => Value;

/** A method of the language on receivers of one kind. */
export type Method<Receiver> = (
  receiver: Receiver,
  args: readonly Value[],
  evaluation: Evaluation,
  callback: Callback | null,
) => Value;

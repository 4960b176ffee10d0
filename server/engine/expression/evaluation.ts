import type { OpeningHours } from '../locale/opening-hours';
import type { Budget } from './budget';
import type { Facts } from './fact-names';
import type { Value, Variables } from './tree';

/** The mutable state of one evaluation. */
export type Evaluation = {
  variables: Variables;
  /** The values of names such as `visitor` unless a variable has the name. */
  facts: Facts;
  /** The current time in milliseconds since 1970. */
  at: number;
  /** The BCP 47 tag by which numbers and dates are written. */
  locale: string;
  /** The time zone of days and times: an IANA name or a fixed offset. */
  timeZone: string;
  /** The hours of `$isOpen()`; null if there are none. */
  openingHours: OpeningHours | null;
  budget: Budget;
  /** The values of callback parameters, by slot. */
  locals: Value[];
  /** Names that were read and are not variables, each once. */
  missing: string[];
  /** Sentences about the evaluation for the trace, each once. */
  notes: string[];
  /** The source offset of the last call, for error messages. */
  offset: number;
};

export type Callback = (...args: Value[]) => Value;

/** A built-in function. It charges the budget of the evaluation. */
export type LanguageFunction = (
  args: readonly Value[],
  evaluation: Evaluation,
  callback: Callback | null,
) => Value;

/** A built-in method on receivers of one type. */
export type Method<Receiver> = (
  receiver: Receiver,
  args: readonly Value[],
  evaluation: Evaluation,
  callback: Callback | null,
) => Value;

import type { Json } from '../../json';

/** How a value would have to be; `values` of a test are what it is compared with. */
export type Relation =
  | 'equal'
  | 'differ'
  | 'atLeast'
  | 'moreThan'
  | 'atMost'
  | 'lessThan'
  | 'contain'
  | 'lack'
  | 'startWith'
  | 'notStartWith'
  | 'endWith'
  | 'notEndWith'
  | 'match'
  | 'notMatch'
  | 'set'
  | 'unset'
  | 'filled'
  | 'empty';

/**
 * A requirement on one value: `subject` is the path of a variable, or a part of the condition as it is written. Any of
 * `values` will do for relations that want a match, and none of them for those that rule one out. `now` is the present
 * value. Values are clipped.
 */
export type Test = { subject: string; relation: Relation; values: Json[]; now?: Json | undefined };

/**
 * The value that an operand has after a change, undefined if it is not set; `isPart` if the operand is a computed part and not
 * a path of a variable. Values of more than 2,000 characters are clipped.
 */
export type Edit = { source: string; value: Json | undefined; isPart: boolean };

/** A smallest change that gives the opposite result: all tests hold, for example with these edits. */
export type Change = { tests: Test[]; edits: Edit[] };

/** What decided: a part of the condition, or elements of a list; `position` counts from 1, and values are clipped. */
export type Decider =
  | { kind: 'part'; source: string }
  | { kind: 'element'; source: string; value: Json; position: number; of: number }
  | { kind: 'none' | 'all'; source: string; of: number }
  | { kind: 'kept'; source: string; values: Json[]; count: number; of: number };

/**
 * Why a condition has its result. `changes` are alternatives of the same size, at most three; if none is known for the
 * condition, `part` has those for the part that decided. `complete` has the complete values of operands that the trace clips.
 */
export type Why = {
  deciders: Decider[];
  changes: Change[];
  part: { source: string; changes: Change[] } | null;
  complete: { [source: string]: Json };
};

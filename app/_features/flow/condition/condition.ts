/** What a row compares with, or a variable is set to. `path`: a variable, or a part of it such as `order.items[0]`. */
export type Operand =
  | { type: 'text'; text: string }
  | { type: 'number'; number: number }
  | { type: 'boolean'; on: boolean }
  | { type: 'null' }
  | { type: 'variable'; path: string };

export type Operator =
  | 'is'
  | 'isNot'
  | 'above'
  | 'atLeast'
  | 'below'
  | 'atMost'
  | 'contains'
  | 'lacks'
  | 'startsWith'
  | 'startsOtherwise'
  | 'endsWith'
  | 'endsOtherwise'
  | 'matches'
  | 'differs'
  | 'oneOf'
  | 'noneOf'
  | 'hasValue'
  | 'hasNoValue';

/** A comparison: several values for `oneOf` and `noneOf`, none for `hasValue` and `hasNoValue`, else one. */
export type Row = { variable: string; operator: Operator; values: readonly Operand[] };

/** Rows of which all (`and`) or any (`or`) must hold. */
export type Group = { join: Join; items: readonly (Row | Group)[] };
export type Join = 'and' | 'or';

/** A group inside of a group inside of a group is the deepest that rows show. */
export const MAX_DEPTH = 3;

/** Tells a group from a row. */
export function isGroup(item: Row | Group): item is Group {
  return 'join' in item;
}

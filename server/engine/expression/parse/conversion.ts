import type { Expression, Node, PrivateIdentifier, Super } from 'acorn';
import type { TreeNode } from '../tree';
import { type ExpressionProblem, ParseError } from './parse-error';

/** The state of one conversion; `convert` converts nested expressions. */
export type Conversion = {
  names: Set<string>;
  secrets: Set<string>;
  /** The configuration values that it names. */
  config: Set<string>;
  /** Constant arguments that a function cannot take. The expression still runs. */
  faults: ExpressionProblem[];
  slots: number;
  depth: number;
  convert: (node: Expression | Super | PrivateIdentifier, locals: Locals, conversion: Conversion) => TreeNode;
};

/** The callback parameters in scope, with their slots. */
export type Locals = ReadonlyMap<string, number>;

export const NO_LOCALS: Locals = new Map();

/** Stops the conversion with a problem at a node. */
export function failAt(message: string, node: Node): never {
  throw new ParseError(message, node.start);
}

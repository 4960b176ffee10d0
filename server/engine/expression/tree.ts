import type { JsonObject } from '../json';

/** The values of the language: plain data, and undefined. */
export type Value = undefined | null | boolean | number | string | Value[] | ValueRecord;
export type ValueRecord = { [key: string]: Value };

/** The variables of the scope. */
export type Variables = Readonly<Record<string, JsonObject[string] | undefined>>;

export type UnaryOperator = '!' | '-' | '+' | 'typeof';
type LogicalOperator = '&&' | '||' | '??';
export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '**'
  | '==='
  | '!=='
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in';

type Span = { start: number; end: number };

/** An element of an array literal or an argument; `spread` if it is written `...value`. */
export type Item = { spread: boolean; value: TreeNode };

/** An entry of an object literal. */
export type Entry = { key: string | TreeNode; value: TreeNode } | { key: null; value: TreeNode };

/**
 * The target of a callback argument. Slots are numbered once per expression, because callbacks never recurse.
 */
export type Pattern =
  | { kind: 'slot'; slot: number }
  | { kind: 'default'; target: Pattern; fallback: TreeNode }
  | { kind: 'record'; entries: { key: string; target: Pattern }[] }
  | { kind: 'list'; items: (Pattern | null)[] };

export type CallbackNode =
  | { kind: 'arrow'; params: Pattern[]; body: TreeNode }
  | { kind: 'named'; name: string };

export type LiteralNode = Span & { kind: 'literal'; value: null | undefined | boolean | number | string };
export type BinaryNode = Span & {
  kind: 'binary';
  operator: BinaryOperator;
  left: TreeNode;
  right: TreeNode;
};
export type LogicalNode = Span & {
  kind: 'logical';
  operator: LogicalOperator;
  left: TreeNode;
  right: TreeNode;
};
type TernaryNode = Span & { kind: 'ternary'; test: TreeNode; yes: TreeNode; no: TreeNode };
export type UnaryNode = Span & { kind: 'unary'; operator: UnaryOperator; operand: TreeNode };
type MethodNode = Span & {
  kind: 'method';
  object: TreeNode;
  name: string;
  args: Item[];
  callback: CallbackNode | null;
};
type FunctionNode = Span & {
  kind: 'function';
  name: string;
  args: Item[];
  callback: CallbackNode | null;
};
type TemplateNode = Span & { kind: 'template'; texts: string[]; values: TreeNode[] };
export type ObjectNode = Span & { kind: 'object'; entries: Entry[] };

/** The syntax tree: plain data, with source positions. */
export type TreeNode =
  | LiteralNode
  | (Span & { kind: 'variable'; name: string })
  /** `vars.name`: the variable `name`, unless a variable is called `vars`. */
  | (Span & { kind: 'alias'; name: string | null })
  /** A bare `$vars`: all variables. */
  | (Span & { kind: 'variables' })
  /** `$secret.NAME`, whose value the engine never has. */
  | (Span & { kind: 'secret'; name: string })
  /** `$config.NAME`, a configuration value. */
  | (Span & { kind: 'config'; name: string })
  | (Span & { kind: 'local'; slot: number })
  | TemplateNode
  | (Span & { kind: 'array'; items: Item[] })
  | ObjectNode
  | UnaryNode
  | BinaryNode
  | LogicalNode
  | TernaryNode
  | (Span & { kind: 'member'; object: TreeNode; key: string })
  | (Span & { kind: 'index'; object: TreeNode; key: TreeNode })
  | MethodNode
  | FunctionNode;

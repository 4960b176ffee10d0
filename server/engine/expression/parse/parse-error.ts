/** A problem in the source of an expression; `offset` is 0-based. */
export type ExpressionProblem = { message: string; offset: number };

/** Thrown inside the parser only; `parseExpression` converts it to a problem. */
export class ParseError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

const RESERVED =
  'break|case|catch|class|const|continue|debugger|default|delete|do|else|enum|export|extends|finally|for|function|if|import|' +
  'new|return|super|switch|this|throw|try|var|void|while|with';
const RESERVED_AHEAD = new RegExp(`^(?:${RESERVED})\\b`);
const RESERVED_BEHIND = new RegExp(`(?<![\\w.$])(?:${RESERVED})$`);

/** Rewords a syntax error of acorn for the author. */
export function describeSyntaxError(thrown: unknown, source: string): ExpressionProblem {
  const offset = findPosition(thrown, source);
  const ahead = source.slice(offset);
  const behind = source.slice(0, offset).trimEnd();
  const word = RESERVED_AHEAD.exec(ahead) ?? (ahead.trim() === '' ? RESERVED_BEHIND.exec(behind) : null);
  if (word) {
    const message = `"${word[0]}" is a reserved word; write vars.${word[0]} for a variable of that name`;
    return { message, offset: word.input === ahead ? offset : word.index };
  }
  if (ahead.trim() === '') return { message: 'The expression is incomplete', offset };
  const message = thrown instanceof Error ? thrown.message.replace(/ \(\d+:\d+\)$/, '') : 'It cannot be read';
  return { message: message === 'Unexpected token' ? `Unexpected "${ahead.charAt(0)}"` : message, offset };
}

function findPosition(thrown: unknown, source: string): number {
  const position = thrown instanceof Error && 'pos' in thrown ? thrown.pos : 0;
  return typeof position === 'number' ? Math.min(Math.max(position, 0), source.length) : 0;
}

/** JavaScript syntax that is not supported, with the message for the author. */
export const UNSUPPORTED_SYNTAX: Readonly<Record<string, string>> = {
  ArrowFunctionExpression:
    'A function can only be written as the callback of a list method, such as list.map(x => x.name)',
  FunctionExpression: 'Write callbacks as arrow functions, such as x => x.name',
  AssignmentExpression: 'An expression cannot assign; use === to compare, or a set node to change a variable',
  UpdateExpression: 'An expression cannot change a variable; write x + 1 or x - 1',
  NewExpression: '"new" is not part of the language; dates are made with $now() and $addTime()',
  ThisExpression: '"this" is not part of the language',
  Super: '"super" is not part of the language',
  SequenceExpression: 'The comma operator is not part of the language; write one expression',
  TaggedTemplateExpression: 'Tagged templates are not part of the language',
  ClassExpression: 'Classes are not part of the language',
  AwaitExpression: '"await" is not part of the language',
  YieldExpression: '"yield" is not part of the language',
  ImportExpression: '"import" is not part of the language',
  MetaProperty: 'Meta properties are not part of the language',
};

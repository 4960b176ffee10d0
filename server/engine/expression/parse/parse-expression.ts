import { parseExpressionAt, tokenizer } from 'acorn';
import type { TreeNode } from '../tree';
import { convertTree } from './convert-tree';
import { describeSyntaxError, type ExpressionProblem, ParseError } from './parse-error';
import { scanSource } from './scan-source';

/**
 * `names` lists the variables that the expression reads, sorted; `secrets` and `config` the secrets and configuration values that
 * it names, absent without any. `root` is plain data.
 */
export type ParsedExpression = {
  source: string;
  root: TreeNode;
  names: string[];
  secrets?: string[];
  config?: string[];
};

/** `faults` are constant arguments that a function cannot take; a version that is published already runs with them. */
export type ParseResult =
  | { ok: true; expression: ParsedExpression; faults: ExpressionProblem[] }
  | { ok: false; problem: ExpressionProblem };

export const MAX_SOURCE_CHARS = 8_000;
const MAX_BRACKET_DEPTH = 50;
const MAX_OPERATOR_CHARS = 1_000;
const SYNTAX = { ecmaVersion: 2023, preserveParens: true } as const;

/** Parses one expression. Unsupported syntax is a problem with a message for the author. Never throws. */
export function parseExpression(source: string): ParseResult {
  try {
    requireBoundedSize(source);
    const parsed = parseExpressionAt(source, 0, SYNTAX);
    requireNothingAfter(source, parsed.end);
    const { root, names, secrets, config, faults } = convertTree(parsed);
    const named = { ...(secrets.length > 0 && { secrets }), ...(config.length > 0 && { config }) };
    const expression = { source, root, names, ...named };
    return { ok: true, expression, faults };
  } catch (thrown) {
    return { ok: false, problem: toProblem(thrown, source) };
  }
}

/** acorn recurses, so the nesting is measured before it parses. */
function requireBoundedSize(source: string): void {
  if (source.trim() === '') throw new ParseError('The expression is empty', 0);
  if (source.length > MAX_SOURCE_CHARS) {
    throw new ParseError(`The expression is longer than ${MAX_SOURCE_CHARS} characters`, MAX_SOURCE_CHARS);
  }
  const scan = scanSource(source, false);
  if (scan.depth > MAX_BRACKET_DEPTH) throw new ParseError('The expression nests too many brackets', 0);
  if (scan.operators > MAX_OPERATOR_CHARS) throw new ParseError('The expression has too many operators', 0);
}

function requireNothingAfter(source: string, end: number): void {
  const next = tokenizer(' '.repeat(end) + source.slice(end), SYNTAX).getToken();
  if (next.start >= source.length) return;
  throw new ParseError('Unexpected text after the expression', next.start);
}

function toProblem(thrown: unknown, source: string): ExpressionProblem {
  if (thrown instanceof ParseError) return { message: thrown.message, offset: thrown.offset };
  return describeSyntaxError(thrown, source);
}

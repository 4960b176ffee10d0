import {
  type ParsedExpression,
  type ParseResult,
  parseExpression,
} from '../expression/parse/parse-expression';
import type { Json } from '../json';
import { type ParsedTemplate, parseTemplate, type TemplateResult } from '../template/parse-template';

/** An expression ready to run; one that cannot be read fails whenever it is asked. */
export type CompiledExpression = { source: string } & (
  | { expression: ParsedExpression; problem: null }
  | { expression: null; problem: SourceProblem }
);

/** JSON whose texts are templates, ready to render. */
export type DataTemplate =
  | { type: 'constant'; value: Json }
  | { type: 'text'; template: ParsedTemplate }
  | { type: 'list'; items: DataTemplate[] }
  | { type: 'record'; entries: [string, DataTemplate][] };

export type SourceProblem = { message: string; offset: number };

/** One expression or template as it stands in a node. `locals`: names in scope there that are no variables. */
export type SourceUse = {
  kind: 'expression' | 'template';
  source: string;
  path: string;
  names: readonly string[];
  locals: readonly string[];
  problems: readonly SourceProblem[];
};

/** Compiles what a node holds; `path` is a JSON pointer within the node. */
export type Compiler = {
  expression(path: string, source: string, locals?: readonly string[]): CompiledExpression;
  text(path: string, source: string, locals?: readonly string[]): ParsedTemplate;
  data(path: string, value: Json, locals?: readonly string[]): DataTemplate;
};

/** How a compiler parses what it is given. */
export type Parsers = {
  expression(source: string): ParseResult;
  template(source: string): TemplateResult;
};

const PARSERS: Parsers = { expression: parseExpression, template: parseTemplate };

/** Data that is nested deeper is taken as null. */
const MAX_DATA_DEPTH = 64;

/** Makes a compiler that tells `onUse` of every expression and template it compiles. */
export function createCompiler(onUse: (use: SourceUse) => void, parsers: Parsers = PARSERS): Compiler {
  const expression: Compiler['expression'] = (path, source, locals = []) => {
    const parsed = parsers.expression(source);
    const names = parsed.ok ? parsed.expression.names : [];
    onUse({ kind: 'expression', source, path, names, locals, problems: parsed.ok ? [] : [parsed.problem] });
    return parsed.ok
      ? { source, expression: parsed.expression, problem: null }
      : { source, expression: null, problem: parsed.problem };
  };
  const text: Compiler['text'] = (path, source, locals = []) => {
    const { template, problems } = parsers.template(source);
    onUse({ kind: 'template', source, path, names: template.names, locals, problems });
    return template;
  };
  const data: Compiler['data'] = (path, value, locals = []) =>
    compileData(value, 0, path, (at, source) => text(at, source, locals));
  return { expression, text, data };
}

type CompileText = (path: string, source: string) => ParsedTemplate;

function compileData(value: Json, depth: number, path: string, compileText: CompileText): DataTemplate {
  if (typeof value === 'string') {
    return value.includes('{{')
      ? { type: 'text', template: compileText(path, value) }
      : { type: 'constant', value };
  }
  if (value === null || typeof value !== 'object') return { type: 'constant', value };
  if (depth >= MAX_DATA_DEPTH) return { type: 'constant', value: null };
  return Array.isArray(value)
    ? compileList(value, depth, path, compileText)
    : compileRecord(value, depth, path, compileText);
}

function compileList(value: Json[], depth: number, path: string, compileText: CompileText): DataTemplate {
  const items = value.map((item, index) => compileData(item, depth + 1, `${path}/${index}`, compileText));
  return items.every(isConstant)
    ? { type: 'constant', value: items.map(({ value }) => value) }
    : { type: 'list', items };
}

function compileRecord(
  value: { [key: string]: Json },
  depth: number,
  path: string,
  compileText: CompileText,
): DataTemplate {
  const entries = Object.entries(value).map(([key, item]): [string, DataTemplate] => [
    key,
    compileData(item, depth + 1, `${path}/${toPointerToken(key)}`, compileText),
  ]);
  const constants = entries.flatMap(([key, item]) => (isConstant(item) ? [[key, item.value] as const] : []));
  return constants.length === entries.length
    ? { type: 'constant', value: Object.fromEntries(constants) }
    : { type: 'record', entries };
}

function isConstant(data: DataTemplate): data is Extract<DataTemplate, { type: 'constant' }> {
  return data.type === 'constant';
}

/** Escapes one key for a JSON pointer (RFC 6901). */
export function toPointerToken(key: string | number): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

import { findLanguage } from '@/server/shared/find-language';
import type { LocalizedText } from '../definition/text';
import {
  type ParsedExpression,
  type ParseResult,
  parseExpression,
} from '../expression/parse/parse-expression';
import type { Json } from '../json';
import { markSecrets } from '../secrets/mark-secrets';
import { type ParsedTemplate, parseTemplate, type TemplateResult } from '../template/parse-template';

/** A compiled expression. A source with a syntax error fails at evaluation instead of at compilation. */
export type CompiledExpression = { source: string } & (
  | { expression: ParsedExpression; problem: null }
  | { expression: null; problem: SourceProblem }
);

/** Compiled JSON whose strings may be templates. */
export type DataTemplate =
  | { type: 'constant'; value: Json }
  | { type: 'text'; template: ParsedTemplate }
  | { type: 'list'; items: DataTemplate[] }
  | { type: 'record'; entries: [string, DataTemplate][] };

/**
 * A compiled text of a flow: the templates of its languages, and the one for every other language. `languages` is empty for a
 * text in one language.
 */
export type CompiledText = { languages: ReadonlyMap<string, ParsedTemplate>; fallback: ParsedTemplate };

type SourceProblem = { message: string; offset: number };

/**
 * One expression or template of a node. `locals` lists names in scope that are not variables; `language` is set for one of the
 * languages of a text, whose tag ends the path.
 */
export type SourceUse = {
  kind: 'expression' | 'template';
  source: string;
  path: string;
  language?: string;
  names: readonly string[];
  locals: readonly string[];
  /** Set for what a call sends, where a template may name secrets. */
  outgoing?: true;
  problems: readonly SourceProblem[];
};

/** Compiles the sources of a node; `path` is a JSON pointer within the node. */
export type Compiler = {
  /** The flow's own language; undefined if it names none. */
  language: string | undefined;
  expression(path: string, source: string, locals?: readonly string[]): CompiledExpression;
  text(path: string, source: string, locals?: readonly string[]): ParsedTemplate;
  /** Compiles a text that people read, in all its languages. */
  localized(path: string, source: LocalizedText, locals?: readonly string[]): CompiledText;
  data(path: string, value: Json, locals?: readonly string[]): DataTemplate;
  /** Compiles a text that a call sends; its secrets become marks. */
  outgoing(path: string, source: string): ParsedTemplate;
  /** Compiles data that a call sends; its secrets become marks. */
  outgoingData(path: string, value: Json): DataTemplate;
};

/** The parsers that a compiler uses. */
export type Parsers = {
  expression(source: string): ParseResult;
  template(source: string): TemplateResult;
};

const PARSERS: Parsers = { expression: parseExpression, template: parseTemplate };

/** Data nested deeper compiles to null. */
const MAX_DATA_DEPTH = 64;

const NO_LANGUAGES: ReadonlyMap<string, ParsedTemplate> = new Map();
const EMPTY: ParsedTemplate = { source: '', parts: [], names: [] };

/**
 * Creates a compiler that reports every expression and template it compiles to `onUse`. `mainLanguage` is the flow's own
 * language, in which a text is rendered that lacks the language of the session.
 */
export function createCompiler(
  onUse: (use: SourceUse) => void,
  mainLanguage?: string,
  parsers: Parsers = PARSERS,
): Compiler {
  const expression: Compiler['expression'] = (path, source, locals = []) => {
    const parsed = parsers.expression(source);
    const names = parsed.ok ? parsed.expression.names : [];
    onUse({
      kind: 'expression',
      source,
      path,
      names,
      locals,
      problems: parsed.ok ? parsed.faults : [parsed.problem],
    });
    return parsed.ok
      ? { source, expression: parsed.expression, problem: null }
      : { source, expression: null, problem: parsed.problem };
  };
  const template = (source: string, place: Pick<SourceUse, 'path' | 'locals' | 'language' | 'outgoing'>) => {
    const { template, problems } = parsers.template(source);
    onUse({ kind: 'template', source, ...place, names: template.names, problems });
    return template;
  };
  const text: Compiler['text'] = (path, source, locals = []) => template(source, { path, locals });
  const localized: Compiler['localized'] = (path, source, locals = []) => {
    if (typeof source === 'string')
      return { languages: NO_LANGUAGES, fallback: template(source, { path, locals }) };
    const languages = new Map(
      Object.entries(source).map(([language, each]) => [
        language,
        template(each, { path: `${path}/${toPointerToken(language)}`, locals, language }),
      ]),
    );
    const main = findLanguage(languages.keys(), mainLanguage ?? '');
    const [first = EMPTY] = languages.values();
    return { languages, fallback: (main !== null && languages.get(main)) || first };
  };
  const data: Compiler['data'] = (path, value, locals = []) =>
    compileData(value, 0, path, (at, source) => text(at, source, locals));
  const outgoing: Compiler['outgoing'] = (path, source) =>
    markSecrets(template(source, { path, locals: [], outgoing: true }));
  const outgoingData: Compiler['outgoingData'] = (path, value) => compileData(value, 0, path, outgoing);
  return { language: mainLanguage, expression, text, localized, data, outgoing, outgoingData };
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

/** Escapes a key for use in a JSON pointer (RFC 6901). */
export function toPointerToken(key: string | number): string {
  return String(key).replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The key that a token of a JSON pointer stands for. */
export function fromPointerToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

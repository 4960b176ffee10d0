import { type ParseResult, parseExpression } from '../expression/parse/parse-expression';
import type { Steps } from '../steps';
import { parseTemplate, parseTemplateInSteps, type TemplateResult } from '../template/parse-template';
import { type Compiler, createCompiler, type Parsers, type SourceUse } from './compiler';

/** Parsers that skip parsing, so that compiling only lists the sources. */
export const NO_PARSERS: Parsers = {
  expression: () => ({ ok: false, problem: { message: '', offset: 0 } }),
  template: (source) => ({ template: { source, parts: [], names: [] }, problems: [] }),
};

/** An expression or template that is not parsed yet. */
export type UnparsedSource = Pick<SourceUse, 'kind' | 'source' | 'path' | 'language' | 'locals' | 'outgoing'>;

/** Lists the sources that `compile` requests, without parsing them. */
export function listSources(compile: (compiler: Compiler) => unknown): UnparsedSource[] {
  const uses: UnparsedSource[] = [];
  compile(createCompiler((use) => uses.push(use), undefined, NO_PARSERS));
  return uses;
}

/**
 * Creates a compiler that has already parsed every source `compile` will request, one expression per step. `onSource` gets each
 * source.
 */
export function* prepareCompiler(
  compile: (compiler: Compiler) => unknown,
  mainLanguage?: string,
  onSource: (source: string) => void = () => undefined,
): Steps<Compiler> {
  const expressions = new Map<string, ParseResult>();
  const templates = new Map<string, TemplateResult>();
  for (const { kind, source } of listSources(compile)) {
    onSource(source);
    if (kind === 'expression') expressions.set(source, parseExpression(source));
    else templates.set(source, yield* parseTemplateInSteps(source));
    yield;
  }
  return createCompiler(() => undefined, mainLanguage, {
    expression: (source) => expressions.get(source) ?? parseExpression(source),
    template: (source) => templates.get(source) ?? parseTemplate(source),
  });
}

import type { ExpressionProblem } from '../expression/parse/parse-error';
import {
  MAX_SOURCE_CHARS,
  type ParsedExpression,
  parseExpression,
} from '../expression/parse/parse-expression';
import { scanSource } from '../expression/parse/scan-source';
import { runSteps, type Steps } from '../steps';

/** A parsed text with `{{ expression }}`. `names` lists the variables that it reads, sorted. */
export type ParsedTemplate = { source: string; parts: (string | ParsedExpression)[]; names: string[] };

export type TemplateResult = { template: ParsedTemplate; problems: ExpressionProblem[] };

const OPEN = '{{';
const CLOSE = '}}';
const ESCAPE = '\\';
const MAX_EXPRESSIONS = 1_000;
/**
 * Further text stays literal after this many problems, because finding each may scan the rest of the source.
 */
const MAX_PROBLEMS = 20;

/**
 * Parses a template; never throws. An invalid expression renders empty and is a problem. A `{{` without `}}`
 * stays literal and is a problem. `\{{` is a literal `{{`.
 */
export function parseTemplate(source: string): TemplateResult {
  return runSteps(parseTemplateInSteps(source));
}

/** Parses like `parseTemplate`, one expression per step. */
export function* parseTemplateInSteps(source: string): Steps<TemplateResult> {
  const problems: ExpressionProblem[] = [];
  const faults: ExpressionProblem[] = [];
  const parts: ParsedTemplate['parts'] = [];
  let text = '';
  let at = 0;
  for (let open = source.indexOf(OPEN); open >= 0; open = source.indexOf(OPEN, at)) {
    const start = open + OPEN.length;
    if (open > at && source.charAt(open - 1) === ESCAPE) {
      text += source.slice(at, open - 1) + OPEN;
      at = start;
      continue;
    }
    const isTooMuch = parts.length >= 2 * MAX_EXPRESSIONS || problems.length >= MAX_PROBLEMS;
    const end = isTooMuch ? null : findEnd(source, start);
    if (end === null) {
      problems.push({
        message: 'This {{ is not closed by }}, or there are too many expressions',
        offset: open,
      });
      break;
    }
    text += source.slice(at, open);
    if (text !== '') parts.push(text);
    parts.push(parsePart(source.slice(start, end), start, { problems, faults }));
    text = '';
    at = end + CLOSE.length;
    yield;
  }
  text += source.slice(at);
  if (text !== '') parts.push(text);
  return { template: { source, parts, names: listNames(parts) }, problems: [...problems, ...faults] };
}

/**
 * The end of the expression that starts here, or null. Braces and strings inside the expression are skipped.
 */
function findEnd(source: string, start: number): number | null {
  const window = source.slice(start, start + MAX_SOURCE_CHARS + CLOSE.length);
  const scan = scanSource(window, true);
  const length = scan.closed ? scan.end : window.indexOf(CLOSE);
  return length < 0 ? null : start + length;
}

type Findings = { problems: ExpressionProblem[]; faults: ExpressionProblem[] };

function parsePart(inner: string, start: number, { problems, faults }: Findings): string | ParsedExpression {
  const result = parseExpression(inner.trim());
  const shift = start + inner.length - inner.trimStart().length;
  const place = ({ message, offset }: ExpressionProblem) => ({ message, offset: shift + offset });
  if (result.ok) {
    faults.push(...result.faults.map(place));
    return result.expression;
  }
  problems.push(place(result.problem));
  return '';
}

function listNames(parts: ParsedTemplate['parts']): string[] {
  return [...new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : part.names)))].sort();
}

import type { z } from 'zod';
import { describeIssue, toIssuePath } from '@/server/shared/describe-issue';
import { toPointerToken } from '../compile/compiler';
import { isJsonObject } from '../data/is-json-object';
import { quote } from '../data/quote';
import { definitionEnvelope, definitionParts, type FlowDefinition } from '../definition';
import { hasNewerFormat, NEWER_FORMAT } from '../definition/format';
import type { Problem } from '../definition/problem';
import type { Steps } from '../steps';
import { describePart } from './describe-part';
import { findOversize } from './find-oversize';

export type Shape = { ok: true; definition: FlowDefinition } | { ok: false; problems: Problem[] };

/** Parses the shape of a definition, one item per step, unless it is too large. */
export function* parseShape(input: unknown): Steps<Shape> {
  try {
    // Its other parts may be in a form that only the newer version knows.
    if (isJsonObject(input) && hasNewerFormat(input))
      return { ok: false, problems: [toProblem('/format', null, describePart([], NEWER_FORMAT, input))] };
    const oversize = yield* findOversize(input);
    if (oversize) return { ok: false, problems: [toProblem(oversize.path, null, oversize.message)] };
    return yield* parseParts(input);
  } catch {
    // Only values that are not JSON get here, such as an object with a throwing getter.
    return { ok: false, problems: [toProblem('', null, 'The definition cannot be read.')] };
  }
}

/** Parses a definition without size limits, for versions that were published before the limits. */
export function* parseParts(input: unknown): Steps<Shape> {
  const frame = definitionEnvelope.safeParse(input, { error: describeIssue });
  const problems = frame.success ? [] : frame.error.issues.flatMap((issue) => toIssueProblems(issue, input));
  const parse = <S extends z.ZodType>(list: PartName, schema: S) => parseList(input, list, schema, problems);
  const variables = yield* parse('variables', definitionParts.variables);
  const triggers = yield* parse('triggers', definitionParts.triggers);
  const nodes = yield* parse('nodes', definitionParts.nodes);
  if (!frame.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, definition: { ...frame.data, variables, triggers, nodes } };
}

type PartName = keyof typeof definitionParts;

function* parseList<S extends z.ZodType>(
  input: unknown,
  list: PartName,
  schema: S,
  problems: Problem[],
): Steps<z.output<S>[]> {
  const parsed: z.output<S>[] = [];
  for (const [index, part] of listParts(input, list).entries()) {
    const result = schema.safeParse(part, { error: describeIssue });
    if (result.success) parsed.push(result.data);
    else
      problems.push(...result.error.issues.flatMap((issue) => toPartProblems(issue, [list, index], input)));
    yield;
  }
  return parsed;
}

/** Longer lists are a problem of their own; their further items are not parsed. */
const MAX_LISTED = 2_000;

function listParts(input: unknown, list: PartName): unknown[] {
  const parts = isJsonObject(input) ? input[list] : undefined;
  return Array.isArray(parts) ? parts.slice(0, MAX_LISTED) : [];
}

function toPartProblems(issue: z.core.$ZodIssue, place: PropertyKey[], input: unknown): Problem[] {
  return toIssueProblems({ ...issue, path: [...place, ...issue.path] }, input);
}

// Each unknown field is reported at its own path, and so is what is wrong in one language of a text.
function toIssueProblems(issue: z.core.$ZodIssue, input: unknown): Problem[] {
  const inner = findFittingForm(issue);
  if (inner)
    return inner.flatMap((one) => toIssueProblems({ ...one, path: [...issue.path, ...one.path] }, input));
  const path = toIssuePath(issue.path);
  const nodeId = findNodeId(path, input);
  if (issue.code !== 'unrecognized_keys')
    return [toProblem(toPointer(path), nodeId, describePart(path, issue.message, input))];
  return issue.keys.map((key) => {
    const predicate = `has no field ${quote(key)}`;
    return toProblem(toPointer([...path, key]), nodeId, describePart(path, predicate, input));
  });
}

/** The issues of the only form of a union whose type the value has. */
function findFittingForm(issue: z.core.$ZodIssue): z.core.$ZodIssue[] | null {
  if (issue.code !== 'invalid_union') return null;
  const fitting = issue.errors.filter(
    (issues) => !issues.some(({ code, path }) => code === 'invalid_type' && path.length === 0),
  );
  const [only = []] = fitting;
  return fitting.length === 1 && only.length > 0 ? only : null;
}

function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${toPointerToken(String(key))}`).join('');
}

function toProblem(path: string, nodeId: string | null, message: string): Problem {
  return { severity: 'error', code: 'shape', nodeId, path, message };
}

function findNodeId([list, index]: readonly PropertyKey[], input: unknown): string | null {
  if (list !== 'nodes' || typeof index !== 'number') return null;
  const node = listParts(input, list)[index];
  return isJsonObject(node) && typeof node.id === 'string' ? node.id : null;
}

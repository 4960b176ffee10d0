import type { z } from 'zod';
import { toPointerToken } from '../compile';
import { type FlowDefinition, flowDefinition } from '../definition';
import type { Problem } from '../validate';

type Shape = { ok: true; definition: FlowDefinition } | { ok: false; problems: Problem[] };

const MAX_DEPTH = 64;
const MAX_VALUES = 200_000;

/** Parses a definition's shape; what is too deep or too large is not even looked at. */
export function parseShape(input: unknown): Shape {
  try {
    const absurd = findAbsurdity(input);
    if (absurd) return { ok: false, problems: [toProblem('', null, absurd)] };
    const parsed = flowDefinition.safeParse(input);
    if (parsed.success) return { ok: true, definition: parsed.data };
    return { ok: false, problems: parsed.error.issues.flatMap((issue) => toIssueProblems(issue, input)) };
  } catch {
    // Only what is no JSON comes here, such as an object whose getter throws.
    return { ok: false, problems: [toProblem('', null, 'The definition cannot be read.')] };
  }
}

/** The parser recurs; this walk does not. */
function findAbsurdity(input: unknown): string | null {
  const open: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  let values = 0;
  for (let entry = open.pop(); entry; entry = open.pop()) {
    const { value, depth } = entry;
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= MAX_DEPTH) return `The definition is nested more than ${MAX_DEPTH} levels deep.`;
    const children = Object.values(value);
    values += children.length;
    if (values > MAX_VALUES) return `The definition holds more than ${MAX_VALUES} values.`;
    for (const child of children) open.push({ value: child, depth: depth + 1 });
  }
  return null;
}

// Each unknown field is told at its own place, not at the object around it.
function toIssueProblems(issue: z.core.$ZodIssue, input: unknown): Problem[] {
  const nodeId = findNodeId(issue.path, input);
  if (issue.code !== 'unrecognized_keys')
    return [toProblem(toPointer(issue.path), nodeId, describeIssue(issue))];
  return issue.keys.map((key) =>
    toProblem(toPointer([...issue.path, key]), nodeId, `There is no field called ${key} here.`),
  );
}

function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${toPointerToken(String(key))}`).join('');
}

function toProblem(path: string, nodeId: string | null, message: string): Problem {
  return { severity: 'error', code: 'shape', nodeId, path, message };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union' && issue.path.length > 0)
    return `${issue.message}: this kind is not known.`;
  return issue.message;
}

function findNodeId(path: readonly PropertyKey[], input: unknown): string | null {
  const [list, index] = path;
  if (list !== 'nodes' || typeof index !== 'number') return null;
  const { nodes } = input as { nodes: readonly unknown[] };
  const node = nodes[index];
  const id = typeof node === 'object' && node !== null && 'id' in node ? node.id : null;
  return typeof id === 'string' ? id : null;
}

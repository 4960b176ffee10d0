import { compileFields } from '../answers/form/form';
import type { CallSummaries } from '../certify/flow-graph';
import { compileHandlers } from '../compile/compile-handlers';
import type { SourceUse } from '../compile/compiler';
import { listSources, type UnparsedSource } from '../compile/prepare-compiler';
import type { FlowDefinition } from '../definition';
import type { Problem } from '../definition/problem';
import { type ParsedExpression, parseExpression } from '../expression/parse/parse-expression';
import { behaviorOf } from '../nodes/behavior-of';
import type { Steps } from '../steps';
import { parseTemplateInSteps } from '../template/parse-template';
import { createSourceCount } from './source-budget';

type Placed = { nodeId: string | null; beforeStart?: true };

/**
 * An expression or template of a definition; `path` is a JSON pointer. `beforeStart` if it is rendered before
 * the flow starts.
 */
export type PlacedUse = SourceUse & Placed & { expressions: readonly ParsedExpression[] };

/** A definition with all its parsed sources, and what is known of the flows that it calls, shared by the checks. */
export type Inspection = { definition: FlowDefinition; uses: readonly PlacedUse[]; calls: CallSummaries };

/** Parses every source of a definition, one expression per step; returns a problem if there are too many. */
export function* inspect(definition: FlowDefinition, calls: CallSummaries): Steps<Inspection | Problem> {
  const count = createSourceCount(definition);
  const unread = yield* listPlacedSources(definition);
  for (const use of unread) count.source(use);
  const uses: PlacedUse[] = [];
  for (const use of unread) {
    if (count.excess()) break;
    const read = yield* parseSource(use);
    count.read({ ...read, ...(use.language !== undefined && { language: use.language }) });
    const { names, problems, parsed } = read;
    uses.push({ ...use, names, problems, expressions: parsed });
    yield;
  }
  return count.excess() ?? { definition, uses, calls };
}

/** `expressions` also counts those with a syntax error, which are not parsed. */
type ParsedSource = Pick<SourceUse, 'names' | 'problems'> & {
  expressions: number;
  parsed: ParsedExpression[];
};

function* parseSource({ kind, source }: UnparsedSource): Steps<ParsedSource> {
  if (kind === 'template') {
    const { template, problems } = yield* parseTemplateInSteps(source);
    const parsed = template.parts.filter((part) => typeof part !== 'string');
    return { names: template.names, problems, expressions: parsed.length + problems.length, parsed };
  }
  const parsed = parseExpression(source);
  return parsed.ok
    ? { names: parsed.expression.names, problems: parsed.faults, expressions: 1, parsed: [parsed.expression] }
    : { names: [], problems: [parsed.problem], expressions: 1, parsed: [] };
}

type PlacedSource = UnparsedSource & Placed;

function* listPlacedSources(definition: FlowDefinition): Steps<PlacedSource[]> {
  const { variables, nodes, triggers } = definition;
  const unread: PlacedSource[] = [];
  for (const [index, { default: value }] of variables.entries()) {
    if (value === undefined) continue;
    const uses = listSources((compiler) => compiler.data(`/variables/${index}/default`, value));
    for (const use of uses) unread.push({ ...use, nodeId: null });
    yield;
  }
  for (const [index, node] of nodes.entries()) {
    const uses = listSources((compiler) => behaviorOf(node).compile(node, compiler));
    for (const use of uses) unread.push({ ...use, nodeId: node.id, path: `/nodes/${index}${use.path}` });
    yield;
  }
  for (const use of listSources((compiler) => compileHandlers(definition, compiler)))
    unread.push({ ...use, nodeId: null });
  for (const [index, trigger] of triggers.entries()) {
    if (trigger.type !== 'form') continue;
    const uses = listSources((compiler) => compileFields(trigger.fields, compiler, `/triggers/${index}`));
    for (const use of uses) unread.push({ ...use, nodeId: null, beforeStart: true });
    yield;
  }
  return unread;
}

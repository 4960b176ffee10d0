import { compileFields } from '../answers/form';
import { newCompiler, type SourceUse } from '../compile';
import type { FlowDefinition } from '../definition';
import type { Node } from '../definition/node';
import { behaviourOf } from '../nodes/behaviour-of';

/** One expression or template of a definition; `path` is a pointer into it. `early`: it is rendered before the flow starts. */
export type PlacedUse = SourceUse & { nodeId: string | null; early?: true };

/** A definition with everything in it that was compiled, once for all checks. */
export type Inspection = { definition: FlowDefinition; uses: readonly PlacedUse[] };

/** Compiles a definition as a program would, to see what it holds. */
export function inspect(definition: FlowDefinition): Inspection {
  const uses: PlacedUse[] = [];
  definition.variables.forEach(({ default: value }, index) => {
    const compiler = newCompiler((use) => uses.push({ ...use, nodeId: null }));
    if (value !== undefined) compiler.data(`/variables/${index}/default`, value);
  });
  definition.nodes.forEach((node, index) => {
    for (const use of listUses(node))
      uses.push({ ...use, nodeId: node.id, path: `/nodes/${index}${use.path}` });
  });
  definition.triggers.forEach((trigger, index) => {
    if (trigger.type !== 'form') return;
    const compiler = newCompiler((use) => uses.push({ ...use, nodeId: null, early: true }));
    compileFields(trigger.fields, compiler, `/triggers/${index}`);
  });
  return { definition, uses };
}

function listUses(node: Node): SourceUse[] {
  const uses: SourceUse[] = [];
  behaviourOf(node).compile(
    node,
    newCompiler((use) => uses.push(use)),
  );
  return uses;
}

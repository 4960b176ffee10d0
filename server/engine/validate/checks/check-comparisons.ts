import type { FlowDefinition } from '../../definition';
import type { Node } from '../../definition/node';
import type { Problem } from '../../definition/problem';
import { warningAt } from '../../definition/problem';
import { visitTree } from '../../expression/list-parts';
import type { TreeNode } from '../../expression/tree';
import { behaviorOf } from '../../nodes/behavior-of';
import { listHandlerAssigned } from '../../nodes/list-assigned';
import type { Inspection } from '../inspection';

const EQUALITY: ReadonlySet<string> = new Set(['==', '===', '!=', '!==']);
const MOST_NAMED = 5;

/** The values of variables that only questions with fixed choices set, by name. */
type KnownChoices = ReadonlyMap<string, ReadonlySet<string>>;

/** Reports comparisons of an answer with a text that is none of its choices. */
export function checkComparisons({ definition, uses }: Inspection): Problem[] {
  const choices = listKnownChoices(definition);
  if (choices.size === 0) return [];
  return uses.flatMap(({ expressions, nodeId, path }) =>
    expressions
      .flatMap(({ root }) => listOdd(root, choices))
      .map(([name, text]) => warningAt('no_such_choice', nodeId, path, describeOdd(name, text, choices))),
  );
}

function describeOdd(name: string, text: string, choices: KnownChoices): string {
  const known = [...(choices.get(name) ?? [])].map((value) => `"${value}"`);
  const rest = known.length - MOST_NAMED;
  const named = known.slice(0, MOST_NAMED).join(', ');
  return `"${name}" is never "${text}": its choices are ${named}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

function listKnownChoices({ variables, nodes, handlers = [] }: FlowDefinition): KnownChoices {
  const known = new Map<string, Set<string>>();
  const open = new Set<string>(handlers.flatMap(listHandlerAssigned));
  for (const node of nodes) {
    const values = listFixedValues(node);
    for (const name of behaviorOf(node).assigns?.(node) ?? []) {
      if (values === null) open.add(name);
      else known.set(name, new Set([...(known.get(name) ?? []), ...values]));
    }
  }
  for (const { name, default: value, public: isPublic } of variables) {
    // A default with an expression, or a page's own value, may be anything.
    if (isPublic || (typeof value === 'string' && value.includes('{{'))) open.add(name);
    else if (typeof value === 'string') known.get(name)?.add(value);
  }
  for (const name of open) known.delete(name);
  return known;
}

/** The values that a question's answer can have; null for any other node, and for choices from a list. */
function listFixedValues(node: Node): string[] | null {
  if (node.kind !== 'question') return null;
  const { answer } = node;
  if (answer.type !== 'choice' && answer.type !== 'multi-choice') return null;
  return answer.choicesFrom === undefined ? answer.choices.map(({ value }) => value) : null;
}

type Odd = [name: string, text: string];

function listOdd(root: TreeNode, choices: KnownChoices): Odd[] {
  const odd: Odd[] = [];
  const add = (one: TreeNode, other: TreeNode) => {
    if (one.kind !== 'variable' || other.kind !== 'literal' || typeof other.value !== 'string') return;
    const known = choices.get(one.name);
    // An empty text asks whether there is an answer.
    if (known && other.value !== '' && !known.has(other.value)) odd.push([one.name, other.value]);
  };
  visitTree(root, (node) => {
    if (node.kind === 'binary' && EQUALITY.has(node.operator)) {
      add(node.left, node.right);
      add(node.right, node.left);
    }
    if (node.kind !== 'method' || node.name !== 'includes') return;
    const [argument] = node.args;
    if (!argument) return;
    add(node.object, argument.value);
    if (node.object.kind === 'array') for (const { value } of node.object.items) add(argument.value, value);
  });
  return odd;
}

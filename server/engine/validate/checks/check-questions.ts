import { findOwnEntry, isJump } from '../../certify/call-key';
import type { FlowDefinition } from '../../definition';
import type { Node } from '../../definition/node';
import type { Problem } from '../../definition/problem';
import { warningAt } from '../../definition/problem';
import { behaviorOf } from '../../nodes/behavior-of';
import type { Inspection } from '../inspection';

/** Reports questions that are asked without a word, and those whose answer decides nothing. */
export function checkQuestions({ definition }: Inspection): Problem[] {
  const { nodes } = definition;
  if (!nodes.some((node) => node.kind === 'question' && isUnusual(node))) return [];
  const quiet = findQuiet(definition);
  return nodes.flatMap((node, index) => {
    if (node.kind !== 'question') return [];
    const unasked = node.prompt.length === 0 && quiet.has(node.id);
    return [
      ...(unasked ? [warningAt('unasked_question', node.id, `/nodes/${index}`, UNASKED)] : []),
      ...(isLost(node) ? [warningAt('lost_answer', node.id, `/nodes/${index}/answer`, LOST)] : []),
    ];
  });
}

const UNASKED =
  'Nothing may be said before this question, and people then only see "…". Write the question, or lead to it from a message.';
const LOST =
  'The answer is not kept and leads nowhere of its own. Name a variable for it, count it as a rating, or connect the exits of its choices.';

/** The exits that do not tell one answer from another. */
const WITHOUT_ANSWER: ReadonlySet<string> = new Set(['next', 'invalid', 'noReply', 'empty']);

type Question = Extract<Node, { kind: 'question' }>;

function isUnusual({ prompt, variable }: Question): boolean {
  return prompt.length === 0 || variable === undefined;
}

function isLost({ variable, answer, rating, exits, rules }: Question): boolean {
  if (variable !== undefined || rating || rules.length > 0) return false;
  if (answer.type !== 'choice' && answer.type !== 'confirm') return true;
  return Object.keys(exits).every((exit) => WITHOUT_ANSWER.has(exit));
}

/** The ids of nodes that a turn may enter before it has sent a message. A called flow counts as saying something. */
function findQuiet({ start, nodes, handlers = [] }: FlowDefinition): ReadonlySet<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const begun = nodes.filter(beginsTurn).flatMap(({ exits }) => Object.values(exits));
  const quiet = new Set([start, ...handlers.map(({ to }) => to), ...begun]);
  for (const id of quiet) {
    const node = byId.get(id);
    if (node && isJump(node)) quiet.add(findOwnEntry(node, start) ?? start);
    if (!node || saysSomething(node) || beginsTurn(node)) continue;
    for (const target of Object.values(node.exits)) quiet.add(target);
  }
  return quiet;
}

/** True for a node whose exits are taken by a turn of their own. */
function beginsTurn(node: Node): boolean {
  return behaviorOf(node).waitsFor !== 'nothing' && node.kind !== 'subflow';
}

function saysSomething({ kind }: Node): boolean {
  return kind === 'message' || kind === 'subflow';
}

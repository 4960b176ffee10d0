import { evaluateNode } from '../evaluate-node';
import type { LogicalNode, TreeNode } from '../tree';
import { findOriginOrPart, setThrough } from './find-origin';
import type { Origin } from './origin';
import { combineProposals, listSmallest, NOTHING, type Proposal, type Search, toProposal } from './proposal';
import { proposeComparison } from './propose-comparison';
import { proposeElements } from './propose-elements';
import { proposeMembership } from './propose-membership';

/** Changes after which a part of the condition is true or false. Never throws. */
export function propose(node: TreeNode, want: boolean, search: Search): Proposal[] {
  try {
    if (Boolean(evaluateNode(node, search.evaluation)) === want) return [NOTHING];
    return listSmallest(proposeNode(node, want, search));
  } catch {
    // A part whose value is unknown, or that takes too long, has no proposals.
    return [];
  }
}

function proposeNode(node: TreeNode, want: boolean, search: Search): Proposal[] {
  switch (node.kind) {
    case 'logical':
      return proposeLogical(node, want, search);
    case 'ternary':
      return proposeTernary(node, want, search);
    case 'unary':
      return node.operator === '!' ? search.propose(node.operand, !want) : [];
    case 'binary':
      return proposeComparison(node, want, search) ?? proposeTruth(node, want, search);
    case 'function':
      return proposeCall(node, want, search);
    case 'method':
      return (
        proposeElements(node, want, search) ??
        proposeMembership(node, want, search) ??
        proposeTruth(node, want, search)
      );
    default:
      return proposeTruth(node, want, search);
  }
}

function proposeLogical({ operator, left, right }: LogicalNode, want: boolean, search: Search): Proposal[] {
  const parts = [search.propose(left, want), search.propose(right, want)];
  if (operator === '??') {
    const value = evaluateNode(left, search.evaluation);
    return value === null || value === undefined ? parts.toReversed().flat() : (parts[0] ?? []);
  }
  return (operator === '&&') === want ? combineProposals(parts) : parts.flat();
}

type Ternary = Extract<TreeNode, { kind: 'ternary' }>;

function proposeTernary({ test, yes, no }: Ternary, want: boolean, search: Search): Proposal[] {
  const decided = Boolean(evaluateNode(test, search.evaluation));
  const other = combineProposals([search.propose(test, !decided), search.propose(decided ? no : yes, want)]);
  return [...search.propose(decided ? yes : no, want), ...other];
}

type Call = Extract<TreeNode, { kind: 'function' }>;

function proposeCall(node: Call, want: boolean, search: Search): Proposal[] {
  const [first] = node.args;
  if (node.name === 'Boolean' && first && !first.spread) return search.propose(first.value, want);
  return proposeMembership(node, want, search) ?? proposeTruth(node, want, search);
}

/** A value that is used as true or false itself. */
function proposeTruth(node: TreeNode, want: boolean, search: Search): Proposal[] {
  const origin = findOriginOrPart(node, search);
  return origin ? [want ? toTruthy(origin) : toFalsy(origin)] : [];
}

function toTruthy(origin: Origin): Proposal {
  switch (origin.now) {
    case false:
      return toProposal(origin, 'equal', [true], setThrough(origin, true));
    case '':
      return toProposal(origin, 'filled', [], setThrough(origin, 'x'));
    case undefined:
    case null:
      return toProposal(origin, 'set', [], setThrough(origin, true));
    default:
      return toProposal(origin, 'differ', [0], setThrough(origin, 1));
  }
}

function toFalsy(origin: Origin): Proposal {
  switch (typeof origin.now) {
    case 'boolean':
      return toProposal(origin, 'equal', [false], setThrough(origin, false));
    case 'string':
      return toProposal(origin, 'empty', [], setThrough(origin, ''));
    case 'number':
      return toProposal(origin, 'equal', [0], setThrough(origin, 0));
    default:
      return toProposal(origin, 'unset', [], setThrough(origin, null));
  }
}

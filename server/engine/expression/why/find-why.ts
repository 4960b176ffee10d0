/*
 * why/flips: a change that is shown gives the opposite result; each is tried before it is shown.
 * why/trace-only: nothing is shown that the trace does not have, and nothing is concluded from values that it lacks.
 * why/bounded: an explanation takes bounded time and has a bounded size, whatever the condition.
 */
import { createBudget } from '../budget';
import { createEvaluation } from '../evaluate';
import { evaluateNode } from '../evaluate-node';
import type { Explanation } from '../explain';
import type { TreeNode } from '../tree';
import { applySteps, evaluateWith, toEdits } from './apply-steps';
import { buildModel, type Model } from './build-model';
import { type Candidates, completeValues } from './complete-values';
import { findDeciders, listDecidingParts } from './find-deciders';
import { mergeChanges } from './merge-changes';
import { listSmallest, type Search } from './proposal';
import { propose } from './propose';
import type { Change, Why } from './why';

const MAX_STEPS = 50_000;
const MAX_CHARS = 2_000_000;

/**
 * Says why a condition has its result, from what the trace recorded of it: the operands alone, so that it can be asked at any
 * time. `candidates` complete the values that the trace clips. Never throws.
 */
export function findWhy(explanation: Explanation, candidates: Candidates = {}): Why {
  const { operands, skipped = [], failure } = explanation;
  const complete = completeValues([...operands, ...skipped], candidates);
  const nothing: Why = { deciders: [], changes: [], part: null, complete };
  const model = failure ? null : buildModel(explanation, complete);
  if (!model) return nothing;
  const search = openSearch(model);
  const isTrue = Boolean(explanation.value);
  if (!reproduces(model.root, isTrue, search)) return nothing;
  const changes = findChanges(model.root, !isTrue, search);
  const part = changes.length > 0 ? null : findPartChanges(search);
  return { deciders: findDeciders(search), changes, part, complete };
}

function openSearch(model: Model): Search {
  const variables = model.values as Search['evaluation']['variables'];
  const evaluation = createEvaluation({ variables, at: 0 }, createBudget(MAX_STEPS, MAX_CHARS), []);
  const search: Search = {
    model,
    evaluation,
    origins: new Map(),
    propose: (node, want) => propose(node, want, search),
  };
  return search;
}

function reproduces(root: TreeNode, isTrue: boolean, { evaluation }: Search): boolean {
  try {
    return Boolean(evaluateNode(root, evaluation)) === isTrue;
  } catch {
    return false;
  }
}

/** The changes after which a part of the condition is true or false: those with the fewest tests that prove right. */
function findChanges(node: TreeNode, want: boolean, search: Search): Change[] {
  const proven: Change[] = [];
  for (const { tests, steps } of listSmallest(search.propose(node, want))) {
    if (proven[0] && tests.length > proven[0].tests.length) break;
    try {
      const values = applySteps(steps, search);
      if (Boolean(evaluateWith(node, values, search)) !== want) continue;
      proven.push({ tests, edits: toEdits(values, search) });
    } catch {
      // A change that cannot be tried is not shown.
    }
  }
  return mergeChanges(proven);
}

function findPartChanges(search: Search): Why['part'] {
  const { root, source } = search.model;
  const [part, ...others] = listDecidingParts(root, search);
  if (!part || part === root || others.length > 0) return null;
  const isPartTrue = reproduces(part, true, search);
  const changes = findChanges(part, !isPartTrue, search);
  return changes.length > 0 ? { source: source.slice(part.start, part.end), changes } : null;
}

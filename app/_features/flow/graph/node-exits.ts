import type { NodeKind } from '@/server/engine/definition/node';
import { describeCondition } from '../condition/describe-condition';
import type { Exit } from './graph';
import { type Fields, fieldsIn, listIn, textIn } from './read-fields';

const exit = (name: string, label: string, facts: Partial<Exit> = {}): Exit => ({
  name,
  label,
  idle: false,
  ...facts,
});

const NEXT = () => [exit('next', 'Next')];

const EXITS: { [K in NodeKind]: (node: Fields) => Exit[] } = {
  message: NEXT,
  question: (node) => [
    exit('next', 'Next'),
    ...answerExits(fieldsIn(node, 'answer')),
    ...(isOfferedByData(fieldsIn(node, 'answer')) ? [exit('empty', 'Nothing to choose')] : []),
    optional('invalid', 'Invalid', node.retries !== undefined),
    optional('noReply', 'No reply', node.noReply !== undefined),
  ],
  condition: (node) => [
    ...branches(node).map(({ id, label, when }) => exit(id, label || describeCondition(when) || when || id)),
    exit('else', 'Else'),
  ],
  set: NEXT,
  http: (node) => [exit('success', 'Success'), exit('failure', 'Failure'), ...interruption(node)],
  ai: (node) => [
    exit('next', 'Next'),
    exit('error', 'Error'),
    ...(node.limits !== undefined || listIn(node, 'tools').length > 0 ? [exit('limit', 'Limit')] : []),
    ...interruption(node),
  ],
  intent: (node) => [...branches(node).map(({ id, label }) => exit(id, label || id)), exit('else', 'Else')],
  transfer: () => [exit('success', 'Success'), exit('error', 'Error')],
  wait: (node) => [
    exit('next', 'Next'),
    ...(fieldsIn(node, 'wait').type === 'until' ? [exit('failure', 'Failure')] : []),
  ],
  'await-event': (node) => [exit('next', 'Next'), optional('timeout', 'Timeout', node.timeout !== undefined)],
  emit: NEXT,
  subflow: (node) => (node.mode === 'goto' ? [] : NEXT()),
  split: (node) =>
    branches(node).map(({ id, label, weight }) => exit(id, `${label || id} · ${String(weight)}`)),
  each: () => [exit('body', 'Each item'), exit('done', 'Done')],
  suggest: NEXT,
  placeholder: NEXT,
  end: () => [],
};

/** The exits of a node by its kind, in the order they are drawn; none for an unknown kind. */
export function exitsOf(node: Fields): Exit[] {
  const kind = textIn(node, 'kind');
  return isKnownKind(kind) ? EXITS[kind](node) : [];
}

/** Whether the engine knows a kind. */
export function isKnownKind(kind: string): kind is NodeKind {
  return Object.hasOwn(EXITS, kind);
}

/** The wired exits of a node with their targets. */
export function wiresOf(node: Fields): [name: string, target: string][] {
  const wires = Object.entries(fieldsIn(node, 'exits'));
  return wires.flatMap(([name, target]) => (typeof target === 'string' ? [[name, target]] : []));
}

function interruption({ interruptible }: Fields): Exit[] {
  return interruptible === true ? [exit('interrupted', 'Interrupted')] : [];
}

function optional(name: string, label: string, on: boolean): Exit {
  return exit(name, label, { idle: !on });
}

/** Whether data decides which choices a question offers, so that there may be none. */
function isOfferedByData(answer: Fields): boolean {
  return answer.choicesFrom !== undefined || listIn(answer, 'choices').some(({ when }) => when !== undefined);
}

function answerExits(answer: Fields): Exit[] {
  if (answer.type === 'confirm')
    return [exit('yes', textIn(answer, 'yes') || 'Yes'), exit('no', textIn(answer, 'no') || 'No')];
  if (answer.type !== 'choice') return [];
  return listIn(answer, 'choices').map((choice) => {
    const value = textIn(choice, 'value');
    return exit(`choice:${value}`, textIn(choice, 'label') || value);
  });
}

function branches(node: Fields) {
  return listIn(node, 'branches').map((branch) => ({
    id: textIn(branch, 'id'),
    label: textIn(branch, 'label'),
    when: textIn(branch, 'when'),
    weight: typeof branch.weight === 'number' ? branch.weight : 0,
  }));
}

import type { NodeKind } from '@/server/engine/definition/node';

/** The purpose of a node kind, which groups the palette. */
export type Purpose = 'Say' | 'Ask' | 'Decide' | 'Do' | 'People' | 'Flow';

/** The name and description of a kind. `key` adds one while the canvas has the focus. */
export type KindFacts = { purpose: Purpose; name: string; does: string; key: string };

export const KINDS: { [K in NodeKind]: KindFacts } = {
  message: { purpose: 'Say', name: 'Message', does: 'Sends text, images, cards or lists', key: 'm' },
  question: { purpose: 'Ask', name: 'Question', does: 'Asks until the answer is valid', key: 'q' },
  condition: { purpose: 'Decide', name: 'Condition', does: 'Takes the first branch that is true', key: 'c' },
  split: { purpose: 'Decide', name: 'Split', does: 'Takes a branch by weight', key: 'p' },
  intent: { purpose: 'Decide', name: 'Intent', does: 'Takes the branch that matches a text', key: 'i' },
  set: { purpose: 'Do', name: 'Set variables', does: 'Computes and stores values', key: 's' },
  http: { purpose: 'Do', name: 'HTTP request', does: 'Calls an HTTP API', key: 'h' },
  ai: { purpose: 'Do', name: 'Ask a model', does: 'Stores the reply of a language model', key: 'a' },
  emit: { purpose: 'Do', name: 'Emit event', does: 'Notifies other flows and systems', key: 'e' },
  transfer: { purpose: 'People', name: 'Transfer', does: 'Hands over to a person', key: 't' },
  suggest: { purpose: 'People', name: 'Suggest reply', does: 'Suggests a reply to the team', key: 'r' },
  wait: { purpose: 'Flow', name: 'Wait', does: 'Waits for a duration or until a time', key: 'w' },
  'await-event': { purpose: 'Flow', name: 'Await event', does: 'Waits for an event', key: 'v' },
  each: { purpose: 'Flow', name: 'For each', does: 'Repeats for each item of a list', key: 'l' },
  subflow: { purpose: 'Flow', name: 'Call a flow', does: 'Runs another flow, or goes to it', key: 'f' },
  placeholder: {
    purpose: 'Flow',
    name: 'Placeholder',
    does: 'Keeps a block of another product, and goes on',
    key: 'k',
  },
  end: { purpose: 'Flow', name: 'End', does: 'Ends the flow with an output', key: 'x' },
};

export const PURPOSES: readonly Purpose[] = ['Say', 'Ask', 'Decide', 'Do', 'People', 'Flow'];

/** The kinds of one purpose, in the order in which they are offered. */
export function kindsFor(purpose: Purpose): NodeKind[] {
  return (Object.keys(KINDS) as NodeKind[]).filter((kind) => KINDS[kind].purpose === purpose);
}

/** Finds the kind that a key adds; undefined for none. */
export function findKindByKey(key: string): NodeKind | undefined {
  return (Object.keys(KINDS) as NodeKind[]).find((kind) => KINDS[kind].key === key.toLowerCase());
}

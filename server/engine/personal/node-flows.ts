import type { Node, NodeKind, NodeOf } from '../definition/node';
import type { PersonalTarget } from './place';

/** Where the values that a source of a node reads go: into variables, out of the flow, or into an input of another flow. */
export type Outlet =
  | { type: 'variables'; names: readonly string[] }
  | { type: 'target'; target: PersonalTarget }
  | { type: 'input'; variable: string };

const ITEM = /^\/(?<list>[a-zA-Z]+)\/(?<at>\d+)\//;
const NOWHERE: Outlet[] = [];
const to = (target: PersonalTarget): Outlet[] => [{ type: 'target', target }];
const into = (...names: (string | undefined)[]): Outlet[] => [
  { type: 'variables', names: names.filter((name) => name !== undefined) },
];

type Find<K extends NodeKind> = (node: NodeOf<K>, within: string) => Outlet[];

/** By kind: where the source at a JSON pointer within the node goes. What only decides the way goes nowhere. */
const OUTLETS: { readonly [K in NodeKind]: Find<K> } = {
  message: () => to('message'),
  question: ({ variable }, within) => {
    if (within.startsWith('/prompt/') || within.startsWith('/retries/')) return to('message');
    if (within.startsWith('/rules/')) return within.endsWith('/message') ? to('message') : NOWHERE;
    // Offered values are shown, and the chosen one is kept.
    return [...to('message'), ...into(variable)];
  },
  condition: () => NOWHERE,
  set: ({ assign }, within) => assigned(within, 'assign', assign) ?? to('contact'),
  http: ({ save }, within) => assigned(within, 'save', save) ?? to('call'),
  // The reply of a model may repeat all that it is sent.
  ai: ({ variable, history }) => [...to('model'), ...into(variable, history?.variable)],
  intent: () => NOWHERE,
  transfer: () => to('person'),
  wait: () => NOWHERE,
  'await-event': () => NOWHERE,
  emit: () => to('event'),
  subflow: ({ inputs, outputs }, within) => {
    const input = itemAt(within, 'inputs', inputs);
    return input
      ? [{ type: 'input', variable: input.variable }]
      : (assigned(within, 'outputs', outputs) ?? NOWHERE);
  },
  split: () => NOWHERE,
  each: ({ item }) => into(item),
  suggest: () => to('person'),
  placeholder: () => NOWHERE,
  end: (_, within) => to(within.startsWith('/output') ? 'output' : 'message'),
};

/** Lists where the values that a source of a node reads go; `within` is its JSON pointer within the node. */
export function listOutlets(node: Node, within: string): Outlet[] {
  return (OUTLETS[node.kind] as Find<NodeKind>)(node, within);
}

function assigned(within: string, list: string, items: readonly { variable: string }[]): Outlet[] | null {
  const item = itemAt(within, list, items);
  return item ? into(item.variable) : null;
}

function itemAt<T>(within: string, list: string, items: readonly T[]): T | undefined {
  const groups = ITEM.exec(within)?.groups;
  return groups?.list === list ? items[Number(groups.at)] : undefined;
}

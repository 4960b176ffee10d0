import { CONFIG } from '@/server/shared/config-name';
import type { FlowDefinition } from '../../definition';
import type { Node } from '../../definition/node';
import { SELF_FLOW } from '../../definition/self-flow';
import { TRIGGER_VARIABLE } from '../../definition/trigger';
import { CONTACT_NAME, SESSION_NAME, VISITOR_NAME } from '../../expression/fact-names';
import { listExitsToTake } from '../../flow-test/coverage';
import { listAssigned } from '../../nodes/list-assigned';
import { toNodeKey } from '../../replay/replay-step';
import type { Steps } from '../../steps';
import { inspect, type PlacedUse } from '../../validate/inspection';
import { findSources, type Sources } from './find-sources';
import { listWords } from './list-words';
import type { FlowLore, NodeLore } from './lore';
import { readExpression, type Scope } from './read-expression';
import { absorb, addConstant, createShape, type Shape } from './shape';

/** A value that is read as another one: what the flow reads of `from` it reads of `into`. */
type Link = { into: Shape; from: Shape };

/** Rounds in which reads are carried from one variable to the next. */
const ROUNDS = 4;
const USES_PER_STEP = 256;
const NODE_PATH = /^\/nodes\/(?<index>\d+)(?<within>.*)$/s;
const HANDLER_PATH = /^\/handlers\/(?<index>\d+)\/on\/match$/;
const HOURS = /\$(?:isOpen|nextOpen)\b/;

/** Learns what a flow reads and compares, in steps. `flows` holds it as "" and the flows that it calls by slug. */
export function* learnFlow(flows: { readonly [slug: string]: FlowDefinition }): Steps<FlowLore> {
  const config = createShape();
  const createFlowScope = () => createScope([[CONFIG, config]]);
  const scopes = new Map(Object.keys(flows).map((slug) => [slug, createFlowScope()]));
  const scopeOf = (slug: string): Scope => scopes.get(slug) ?? createFlowScope();
  const links: Link[] = [];
  const nodes = new Map<string, NodeLore>();
  const eventOf = createScope();
  let hours = false;
  for (const [slug, flow] of Object.entries(flows)) {
    const inspection = yield* inspect(flow, new Map());
    const uses = 'uses' in inspection ? inspection.uses : [];
    hours ||= uses.some(({ source }) => HOURS.test(source));
    const locals = yield* readUses(flow, uses, scopeOf(slug), { links, scopeOf, eventOf });
    linkHandled(flow, scopeOf(slug), eventOf, links);
    const sources = findSources(slug, flow, uses);
    teachPhrases(flow, scopeOf(slug)(HEARD));
    for (const [index, node] of flow.nodes.entries()) {
      const key = toNodeKey(slug, node.id);
      if (nodes.has(key)) continue;
      nodes.set(
        key,
        toLore(
          { key, slug, node, tools: listTools(node, flows) },
          sources,
          linkTaken(node, scopeOf(slug), locals(index), links),
        ),
      );
      if (index % USES_PER_STEP === 0) yield;
    }
  }
  for (let round = 0; round < ROUNDS; round++) {
    const isNew = links.map(({ into, from }) => absorb(into, from)).includes(true);
    yield;
    if (!isNew) break;
  }
  const flow = flows[''] as FlowDefinition;
  const variable = scopeOf('');
  return {
    ...{ flow, nodes, variable },
    given: listGiven(flow),
    reads: {
      ...{ visitor: isRead(variable(VISITOR_NAME)), contact: isRead(variable(CONTACT_NAME)) },
      ...{ trigger: isRead(variable(TRIGGER_VARIABLE)), session: isRead(variable(SESSION_NAME)), hours },
    },
    handled: eventOf,
    heard: variable(HEARD),
    config,
    words: [...new Set([...nodes.values()].flatMap(({ words }) => words))],
  };
}

function createScope(known: [string, Shape][] = []): Scope {
  const shapes = new Map(known);
  return (name) => {
    const known = shapes.get(name);
    if (known) return known;
    const made = createShape();
    shapes.set(name, made);
    return made;
  };
}

/** `eventOf` has the shapes of the events that handlers take, by their names. */
type Shared = { links: Link[]; scopeOf: (slug: string) => Scope; eventOf: Scope };

/** Reads every expression of a flow; returns the scopes of the names that only one node has, such as `response`. */
function* readUses(
  flow: FlowDefinition,
  uses: readonly PlacedUse[],
  variables: Scope,
  { links, scopeOf, eventOf }: Shared,
): Steps<(index: number) => Scope> {
  const own = new Map<number, Scope>();
  const ownOf = (index: number): Scope => {
    const scope = own.get(index) ?? createScope();
    own.set(index, scope);
    return scope;
  };
  for (const [at, { path, expressions, locals }] of uses.entries()) {
    if (at % USES_PER_STEP === 0) yield;
    const { index, within = '' } = NODE_PATH.exec(path)?.groups ?? {};
    const node = index === undefined ? undefined : flow.nodes[Number(index)];
    const handled = findHandledEvent(flow, path);
    const scope: Scope = (name) => {
      if (!locals.includes(name)) return variables(name);
      if (handled !== null) return eventOf(handled);
      return index === undefined ? variables(name) : ownOf(Number(index))(name);
    };
    for (const { root } of expressions) {
      const shape = readExpression(root, scope);
      if (shape && node?.kind === 'intent' && within === '/text') teachNode(node, shape);
      const target =
        shape && node ? findTarget(node, within, { variables, own: ownOf(Number(index)), scopeOf }) : null;
      if (shape && target) links.push({ into: shape, from: target });
    }
  }
  return ownOf;
}

/** The name of the event whose handler has its condition at a path; null elsewhere. */
function findHandledEvent({ handlers = [] }: FlowDefinition, path: string): string | null {
  const { index } = HANDLER_PATH.exec(path)?.groups ?? {};
  const on = index === undefined ? undefined : handlers[Number(index)]?.on;
  return on?.type === 'event' ? on.event : null;
}

/** What is read of the variable in which a handler saves an event is read of the event. */
function linkHandled(
  { handlers = [] }: FlowDefinition,
  variables: Scope,
  eventOf: Scope,
  links: Link[],
): void {
  for (const { on } of handlers)
    if (on.type === 'event' && on.variable !== undefined)
      links.push({ into: eventOf(on.event), from: variables(on.variable) });
}

/** The last message of a person, under a name that no variable has. */
const HEARD = '';

/** The phrases of handlers, and of intents that classify the last message, are what people may answer to any question, or start with. */
function teachPhrases({ nodes, handlers = [] }: FlowDefinition, heard: Shape): void {
  for (const node of nodes) if (node.kind === 'intent' && node.text === undefined) teachNode(node, heard);
  for (const { on } of handlers) if (on.type === 'words') teachAll([on], heard);
}

function teachNode({ branches }: Extract<Node, { kind: 'intent' }>, shape: Shape): void {
  teachAll(branches, shape);
}

function teachAll(phrases: readonly { examples: string[]; keywords: string[] }[], shape: Shape): void {
  for (const { examples, keywords } of phrases)
    for (const phrase of [...examples, ...keywords]) addConstant(shape, phrase);
}

const ASSIGNED = /^\/(?<list>assign|save|inputs|outputs)\/(?<at>\d+)\/value$/;

/** The shape of the variable that an expression of a node is stored in. */
function findTarget(
  node: Node,
  within: string,
  { variables, own, scopeOf }: { variables: Scope; own: Scope; scopeOf: (slug: string) => Scope },
): Shape | null {
  // The items of a list become the variable of the loop, or one choice each.
  if (node.kind === 'each') return within === '/list' ? toList(variables(node.item)) : null;
  if (within === '/answer/choicesFrom/list') return toList(own('item'));
  const { list = '', at } = ASSIGNED.exec(within)?.groups ?? {};
  const assigned: unknown = list === '' ? undefined : Reflect.get(node, list);
  const variable: unknown = Array.isArray(assigned) ? assigned[Number(at)]?.variable : undefined;
  if (typeof variable !== 'string') return null;
  return node.kind === 'subflow' && list === 'inputs' && !node.share && node.flow !== SELF_FLOW
    ? scopeOf(node.flow)(variable)
    : variables(variable);
}

function toList(items: Shape): Shape {
  return { ...createShape(), items };
}

/** The shape of the value that a node takes from outside. */
function linkTaken(node: Node, variables: Scope, own: Scope, links: Link[]): Shape {
  const shape = createShape();
  switch (node.kind) {
    case 'question':
      if (node.variable !== undefined) links.push({ into: shape, from: variables(node.variable) });
      links.push({ into: shape, from: own('answer') }, { into: shape, from: variables(HEARD) });
      break;
    case 'ai':
      links.push({ into: shape, from: variables(node.variable) });
      break;
    case 'http':
      return own('response').fields.get('body') ?? shape;
    case 'await-event':
      if (node.variable !== undefined) links.push({ into: shape, from: variables(node.variable) });
      links.push({ into: shape, from: own('event') });
      break;
  }
  return shape;
}

function toLore(
  { key, slug, node, tools }: Pick<NodeLore, 'key' | 'slug' | 'node' | 'tools'>,
  sources: Sources,
  shape: Shape,
): NodeLore {
  return {
    key,
    slug,
    node,
    tools,
    shape,
    exits: listExitsToTake(node),
    words: listWords(node),
    ...sources(node.id),
  };
}

function listTools(node: Node, flows: { readonly [slug: string]: FlowDefinition }): NodeLore['tools'] {
  if (node.kind !== 'ai') return [];
  return (node.tools ?? []).map(({ flow }) => ({ flow, inputs: flows[flow]?.inputs ?? null }));
}

function listGiven(flow: FlowDefinition): string[] {
  const { variables } = flow;
  const assigned = new Set(listAssigned(flow));
  return variables.flatMap((one) => (one.default === undefined && !assigned.has(one.name) ? [one.name] : []));
}

function isRead({ fields, items, constants }: Shape): boolean {
  return fields.size > 0 || constants.size > 0 || items !== null;
}

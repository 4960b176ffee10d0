/** The conduct of one node, which is a flow of its own (isolate-node.ts). Pure, as `run` is. */
import type { JsonObject } from '../json';
import type { RegionalDefaults } from '../locale/regional';
import type { Program } from '../program';
import type { Effect, EngineEvent, TraceStep, VariableChange } from '../protocol';
import { initialState, run } from '../run';
import type { Failure, SessionState } from '../session';

type NodeCall = Extract<Effect, { type: 'http.call' }>;

/** What a node does: the exit that it takes, what it sets, and why the flow fails. */
export type NodeOutcome = {
  /** Null while the node waits for another call, or has failed the flow. */
  exit: string | null;
  assigned: Pick<VariableChange, 'name' | 'after'>[];
  /** The flows that a model asked for as tools, in order. */
  tools: string[];
  note: string | null;
  failure: Failure | null;
};

/** A node that was entered: the call that it makes, else what it did without one. */
export type StartedNode = { state: SessionState } & (
  | { call: NodeCall; outcome: null }
  | { call: null; outcome: NodeOutcome }
);

/** How a node is entered. */
export type NodeStart = {
  seed: string;
  at: number;
  inputId: string;
  variables: JsonObject;
  defaults: RegionalDefaults;
  config: JsonObject;
};

/** Enters the only node of a program. */
export function startNode(program: Program, { seed, ...start }: NodeStart): StartedNode {
  const { state, effects, trace } = run(program, initialState(seed), {
    type: 'started',
    ...start,
    session: { channel: 'test', version: null },
  });
  const call = effects.find((effect) => effect.type === 'http.call');
  if (call) return { state, call, outcome: null };
  return { state, call: null, outcome: toOutcome(program, trace.steps, state.failure) };
}

/** Gives the node the result of its call. */
export function resumeNode(program: Program, state: SessionState, event: EngineEvent): NodeOutcome {
  const { state: next, trace } = run(program, state, event);
  return toOutcome(program, trace.steps, next.failure);
}

function toOutcome({ start }: Program, steps: readonly TraceStep[], failure: Failure | null): NodeOutcome {
  const own = steps.filter(({ nodeId, flow }) => nodeId === start && flow === '');
  const last = own.at(-1);
  const assigned = new Map(
    own.flatMap(({ changed = [] }) => changed.map(({ name, after }) => [name, after])),
  );
  return {
    exit: last?.exit ?? null,
    assigned: [...assigned].map(([name, after]) => ({ name, after })),
    tools: own.find(({ tools }) => tools)?.tools?.map(({ name }) => name) ?? [],
    note: last?.note ?? null,
    failure,
  };
}

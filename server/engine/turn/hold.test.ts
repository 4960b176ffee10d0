import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT, compileFlows, converse, deepFreeze, type Flow, textsOf } from '../fixtures/converse';
import { randomEvents, timeOf } from '../fixtures/random-event';
import type { Program } from '../program';
import { DEFAULT_LIMITS, type EngineEvent, type RunResult } from '../protocol';
import { randomBreakpoints } from '../replay/fixtures/random-breakpoints';
import { compilePair, randomFlows } from '../replay/fixtures/random-programs';
import { initialState, run } from '../run';
import type { SessionState } from '../session';
import { compileCondition, recordStop } from './hold';
import type { Breakpoint } from './stops';

const MOST_HOLDS = 8;
const RUNS = { numRuns: 60, interruptAfterTimeLimit: 30_000, markInterruptAsFailure: false };

type Held = { turns: { event: EngineEvent; result: RunResult }[]; state: SessionState };

/** Takes an event, and continues the session at once wherever a breakpoint holds it; `steps` says after which holds to step. */
function takeHeld(
  program: Program,
  before: SessionState,
  sent: EngineEvent,
  breakpoints: readonly Breakpoint[],
  steps: readonly boolean[],
): Held {
  const turns: Held['turns'] = [];
  let state = before;
  let event = sent;
  for (let count = 0; ; count++) {
    const set = count < MOST_HOLDS ? breakpoints : [];
    const result = run(program, deepFreeze(state), deepFreeze(event), DEFAULT_LIMITS, set);
    turns.push({ event: recordStop(event, state, result.state), result });
    state = JSON.parse(JSON.stringify(result.state));
    if (state.wait?.type !== 'held') return { turns, state };
    const isStep = count < MOST_HOLDS && steps[count % steps.length];
    event = { type: 'debug.continued', at: sent.at, ...(isStep && { stepUntil: sent.at }) };
  }
}

/** Gathers what turns said and did; their ways unless one is too long for its trace. */
function gather(turns: Held['turns'], hasWay: boolean): object {
  const all = turns.map(({ result }) => result);
  return {
    messages: all.flatMap(({ messages }) => messages),
    effects: all.flatMap(({ effects }) => effects),
    // The trace of a turn that was held has its own room for details.
    way: (hasWay ? all : []).flatMap(({ trace }) =>
      trace.steps.map(({ nodeId, flow, exit, next }) => ({ nodeId, flow, exit, next })),
    ),
  };
}

const LIMITED = new Set(['loop', 'expression_budget', 'said_limit', 'state_limit']);

describe('breakpoints on random flows', () => {
  it('hold/unnoticed: a session that is held and continued anywhere says and does the same', () => {
    let holds = 0;
    fc.assert(
      fc.property(
        randomFlows,
        randomEvents,
        randomBreakpoints,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
        ({ own, other }, moves, breakpoints, steps) => {
          const program = compilePair(own, other);
          let state = initialState('seed');
          let heldState = state;
          for (const [index, move] of moves.entries()) {
            const event = move(state, timeOf(index));
            const plain = run(program, state, event);
            const { turns, state: next } = takeHeld(program, heldState, event, breakpoints, steps);
            // The limits of a turn begin anew after a hold.
            if (LIMITED.has(plain.state.failure?.code ?? '')) return;
            holds += turns.length - 1;
            const hasWay = plain.trace.omitted === undefined;
            expect(JSON.stringify(gather(turns, hasWay))).toBe(
              JSON.stringify(gather([{ event, result: plain }], hasWay)),
            );
            const { stepping, ...others } = next;
            expect(JSON.stringify(others)).toBe(JSON.stringify(plain.state));
            state = plain.state;
            heldState = next;
          }
        },
      ),
      RUNS,
    );
    expect(holds).toBeGreaterThan(RUNS.numRuns / 5);
  }, 120_000);

  it('replay/exact: the recorded events give the same results without the breakpoints', () => {
    fc.assert(
      fc.property(
        randomFlows,
        randomEvents,
        randomBreakpoints,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 4 }),
        ({ own, other }, moves, breakpoints, steps) => {
          const program = compilePair(own, other);
          let live = initialState('seed');
          let again = live;
          for (const [index, move] of moves.entries()) {
            const held = takeHeld(program, live, move(live, timeOf(index)), breakpoints, steps);
            for (const { event, result } of held.turns) {
              const repeated = run(program, again, JSON.parse(JSON.stringify(event)));
              expect(JSON.stringify(repeated)).toBe(JSON.stringify(result));
              again = JSON.parse(JSON.stringify(repeated.state));
            }
            live = held.state;
          }
        },
      ),
      RUNS,
    );
  }, 120_000);
});

const FLOW: Flow = {
  nodes: [
    { id: 'hello', kind: 'message', messages: [{ type: 'text', text: 'Hello.' }], exits: { next: 'ask' } },
    {
      ...{
        id: 'ask',
        kind: 'question',
        prompt: [{ type: 'text', text: 'Who?' }],
        variable: 'name',
        answer: { type: 'text' },
      },
      exits: { next: 'bye' },
    },
    {
      id: 'bye',
      kind: 'message',
      messages: [{ type: 'text', text: 'Bye, {{ name }}.' }],
      exits: { next: 'end' },
    },
    { id: 'end', kind: 'end', exits: {} },
  ],
} as Flow;

const BYE: Breakpoint = { id: 'b', flow: '', node: 'bye', condition: null };
const STARTED: EngineEvent = { type: 'started', at: AT, inputId: 'in-0', variables: {} };
const SAID: EngineEvent = { type: 'message', at: AT, inputId: 'in-1', text: 'Ada' };

/** A session that is held before the node `bye`. */
function hold(breakpoint = BYE): {
  program: Program;
  held: RunResult;
  go: (event: EngineEvent) => RunResult;
} {
  const program = compileFlows({ '': FLOW });
  const { state } = run(program, initialState('s'), STARTED);
  const held = run(program, state, SAID, DEFAULT_LIMITS, [breakpoint]);
  return {
    program,
    held,
    go: (event) => run(program, held.state, event, DEFAULT_LIMITS, [breakpoint]),
  };
}

describe('a held session', () => {
  it('stops before the node, as if a call were under way', () => {
    const { held } = hold();
    expect(held.messages).toEqual([]);
    expect(held.state).toMatchObject({
      status: 'running',
      wait: { type: 'held', stop: { node: 'bye', nth: 1 } },
    });
    expect(held.trace.steps.map(({ nodeId }) => nodeId)).toEqual(['ask']);
  });

  it('queues messages, and refuses the result of a transfer', () => {
    const { go } = hold();
    const said = go({ type: 'message', at: AT, inputId: 'in-2', text: 'Are you there?' });
    expect(said.state.inbox).toMatchObject([{ inputId: 'in-2' }]);
    expect(said.state.wait).toMatchObject({ type: 'held' });
    const transferred = go({ type: 'transfer.completed', at: AT, inputId: 'in-2', status: 'success' });
    expect(transferred.outcome).toEqual({ kind: 'refused', reason: 'wrong_input', expected: 'nothing' });
  });

  it('goes on when it is continued', () => {
    const { go } = hold();
    const { state, messages } = go({ type: 'debug.continued', at: AT });
    expect(messages.map(({ text, inputId }) => [text, inputId])).toEqual([
      ['Bye, Ada.', 'in-1'],
      ['', 'in-1'],
    ]);
    expect(state).toMatchObject({ status: 'completed', turn: 2 });
  });

  it('is held again before the next node when a person steps', () => {
    const { go } = hold();
    const stepped = go({ type: 'debug.continued', at: AT, stepUntil: AT + 1000 });
    expect(textsOf(stepped)).toEqual(['Bye, Ada.']);
    expect(stepped.state).toMatchObject({
      turn: 2,
      wait: { type: 'held', stop: { node: 'end', breakpoint: 'b' } },
    });
  });

  it('uses edited variables', () => {
    const { program, go } = hold();
    const { state, trace } = go({ type: 'debug.edited', at: AT, set: { name: 'Grace' } });
    expect(state).toMatchObject({
      turn: 2,
      wait: { type: 'held' },
      frames: [{ variables: { name: 'Grace' } }],
    });
    expect(trace.steps).toMatchObject([{ kind: 'variables', changed: [{ name: 'name', before: 'Ada' }] }]);
    expect(textsOf(run(program, state, { type: 'debug.continued', at: AT }))).toEqual(['Bye, Grace.', '']);
  });

  it('is held by no breakpoint after it was let go', () => {
    const program = compileFlows({ '': { nodes: LOOP } as Flow });
    const breakpoint = { ...BYE, node: 'ask' };
    const held = run(program, initialState('s'), STARTED, DEFAULT_LIMITS, [breakpoint]);
    const send = (state: SessionState, event: EngineEvent) =>
      run(program, state, event, DEFAULT_LIMITS, [breakpoint]).state;
    const released = send(held.state, { type: 'debug.released', at: AT, reason: 'person' });
    expect(released.wait?.type).toBe('input');
    expect(send(released, SAID).wait?.type).toBe('input');
    const continued = send(held.state, { type: 'debug.continued', at: AT });
    expect(send(continued, SAID).wait?.type).toBe('held');
  });

  it('is not held again when a person stops stepping', () => {
    const program = compileFlows({ '': { nodes: LOOP } as Flow });
    const held = run(program, initialState('s'), STARTED, DEFAULT_LIMITS, [{ ...BYE, node: 'ask' }]);
    const stepped = run(program, held.state, { type: 'debug.continued', at: AT, stepUntil: AT + 1000 }).state;
    expect(run(program, stepped, { ...SAID, at: AT + 1000 }).state.wait?.type).toBe('held');
    expect(run(program, stepped, { ...SAID, at: AT + 1001 }).state.wait?.type).toBe('input');
  });

  it('ignores what is for held sessions only when nothing holds it', () => {
    const session = converse(FLOW);
    session.start();
    for (const event of [
      { type: 'debug.continued' as const },
      { type: 'debug.released' as const, reason: 'timeout' as const },
      { type: 'debug.edited' as const, set: { name: 'x' } },
    ])
      expect(session.send(event).outcome.kind).toBe('ignored');
  });
});

const LOOP = [
  {
    ...{
      id: 'ask',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Who?' }],
      variable: 'name',
      answer: { type: 'text' },
    },
    exits: { next: 'ask' },
  },
];

describe('a condition', () => {
  it.each([
    ["name == 'Ada'", true],
    ["name == 'Grace'", false],
    ['missing.name', false],
    ['name ==', false],
  ])('%s holds the session: %s', (source, isHeld) => {
    const { held } = hold({ ...BYE, condition: compileCondition(source) });
    expect(held.state.wait?.type === 'held').toBe(isHeld);
  });

  it('hold/condition-apart: takes nothing from the budget of the turn', () => {
    const steps = (condition: string) =>
      hold({ ...BYE, condition: compileCondition(condition) }).held.trace.expressionSteps;
    expect(steps("name == 'Grace' || [1, 2, 3].some(x => x == 7)")).toBe(steps('false'));
  });
});

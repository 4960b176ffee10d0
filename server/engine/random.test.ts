import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPendingValue } from './answers/check-pending';
import { deepFreeze } from './fixtures/converse';
import { randomEvents, timeOf } from './fixtures/random-event';
import { randomFlow } from './fixtures/random-flow';
import { compileProgram, type Program } from './program';
import { DEFAULT_LIMITS, type EngineEvent, type Limits, type RunResult } from './protocol';
import { initialState, run } from './run';
import type { SessionState } from './session';
import { validateFlow } from './validate';

const RUNS = 150;

const TIGHT: Limits = {
  visits: 60,
  expressionSteps: 3000,
  producedChars: 30_000,
  messages: 12,
  messageChars: 8000,
  stateChars: 12_000,
  traceChars: 6000,
  traceSteps: 20,
  frames: 4,
  loopItems: 20,
  inbox: 3,
};

const STATUS_OF_WAIT = {
  input: 'awaiting_input',
  transfer: 'awaiting_transfer',
  timer: 'awaiting_timer',
  event: 'awaiting_event',
  effect: 'running',
};

const session = fc.record({ own: randomFlow, other: randomFlow, moves: randomEvents, tight: fc.boolean() });

type Turn = { before: SessionState; event: EngineEvent; result: RunResult; program: Program; limits: Limits };

/** Plays random sessions and shows every turn of them. */
function play(look: (turn: Turn) => void): void {
  fc.assert(
    fc.property(session, ({ own, other, moves, tight }) => {
      const programs = new Map<string, Program>();
      programs.set('other', compileProgram(other, programs));
      const program = compileProgram(own, programs);
      programs.set('self', program);
      const limits = tight ? TIGHT : DEFAULT_LIMITS;
      let state = deepFreeze(initialState('seed'));
      moves.forEach((move, index) => {
        const event = deepFreeze(move(state, timeOf(index)));
        const result = run(program, state, event, limits);
        look({ before: state, event, result, program, limits });
        state = deepFreeze(result.state);
      });
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
  );
}

/** Timers that were set and neither fired nor called off. */
function trackTimers(open: Set<string>, { event, result }: Turn): void {
  if (result.outcome.kind !== 'applied') return;
  if (event.type === 'timer.fired') open.delete(event.timer);
  for (const { type, key } of result.effects) if (type === 'timer.set') open.add(key);
  for (const { type, key } of result.effects) if (type === 'timer.cancel') open.delete(key);
}

describe('random sessions of random flows', () => {
  it('R1, R2: never throw, change nothing they are given, and answer the same twice', () => {
    play(({ program, before, event, limits, result }) => {
      expect(JSON.stringify(run(program, before, event, limits))).toBe(JSON.stringify(result));
    });
  }, 120_000);

  it('R3: keep every limit', () => {
    play(({ result: { state, messages, trace }, limits }) => {
      expect(messages.length).toBeLessThanOrEqual(limits.messages);
      expect(JSON.stringify(messages).length).toBeLessThanOrEqual(limits.messageChars);
      expect(JSON.stringify(state).length).toBeLessThanOrEqual(limits.stateChars);
      expect(trace.visits).toBeLessThanOrEqual(limits.visits + 1);
      expect(trace.expressionSteps).toBeLessThanOrEqual(limits.expressionSteps);
      expect(trace.steps.length).toBeLessThanOrEqual(limits.traceSteps);
      expect(state.frames.length).toBeLessThanOrEqual(limits.frames);
      expect(state.inbox.length).toBeLessThanOrEqual(limits.inbox);
    });
  }, 120_000);

  it('R4: go on the same from a state that was stored as JSON', () => {
    play(({ program, before, event, limits, result }) => {
      const stored = JSON.parse(JSON.stringify(before));
      expect(stored).toEqual(before);
      expect(JSON.stringify(run(program, stored, event, limits))).toBe(JSON.stringify(result));
    });
  }, 120_000);

  it('R5: leave the state alone unless the event was applied, and count the turns that were', () => {
    play(({ before, result }) => {
      if (result.outcome.kind === 'applied') expect(result.state.turn).toBe(before.turn + 1);
      else expect(result.state).toBe(before);
      if (result.outcome.kind !== 'applied')
        expect([...result.messages, ...result.effects, ...result.trace.steps]).toEqual([]);
    });
  }, 120_000);

  it('say beforehand what would be wrong with a value', () => {
    play(({ program, before, event, result }) => {
      if (event.type !== 'message' || event.value === undefined || before.control === 'human') return;
      if (before.wait?.type !== 'input' || result.trace.steps.length === 0) return;
      const silent = run(program, before, { ...event, text: '' });
      const issues = checkPendingValue(program, before, event.value, event.at);
      // A trace that grows too long loses its details, and with them what became of the answer.
      const answer = silent.trace.steps[0]?.answer;
      if (silent.state.failure === null && answer) expect(issues.length === 0).toBe(answer.accepted);
    });
  }, 120_000);

  it('stand still for one thing that can come, and end whole', () => {
    play(({ result: { state, messages, effects } }) => {
      if (state.wait) expect(state.status).toBe(STATUS_OF_WAIT[state.wait.type]);
      if (!state.wait && state.turn > 0) expect(['completed', 'failed']).toContain(state.status);
      expect(state.failure !== null).toBe(state.status === 'failed');
      expect(new Set(effects.flatMap(({ type, key }) => (type === 'timer.cancel' ? [] : [key]))).size).toBe(
        effects.filter(({ type }) => type !== 'timer.cancel').length,
      );
      for (const { text, content } of messages) if (content.type !== 'end') expect(text).not.toBe('');
    });
  }, 120_000);

  it('leave no timer behind and wait for none that was not set', () => {
    const open = new Map<string, Set<string>>();
    play((turn) => {
      if (turn.before.turn === 0) open.set('timers', new Set());
      const timers = open.get('timers') ?? new Set();
      trackTimers(timers, turn);
      const { wait } = turn.result.state;
      const awaited = wait && 'timer' in wait && wait.timer !== null ? [wait.timer] : [];
      if (turn.result.outcome.kind === 'applied') expect([...timers]).toEqual(awaited);
    });
  }, 120_000);
});

describe('random definitions', () => {
  it('are validated without a throw, and the problems point into them', () => {
    fc.assert(
      fc.property(randomFlow, (definition) => {
        const { definition: parsed, problems } = validateFlow(definition, { flows: ['self'] });
        expect(parsed).not.toBeNull();
        for (const { path, nodeId } of problems) {
          expect(resolve(definition, path)).toBeDefined();
          if (nodeId !== null) expect(path.startsWith(`/nodes/${nodeId.slice(1)}`)).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('may be anything at all', () => {
    const broken = fc.tuple(randomFlow, fc.anything(), fc.nat()).map(([flow, anything, at]) => {
      const keys = ['format', 'start', 'nodes', 'variables', 'triggers', 'extra'];
      const key = keys[at % keys.length] ?? 'nodes';
      const nodes = flow.nodes.map((node, index) =>
        index === at % flow.nodes.length ? { ...node, [at % 2 ? 'kind' : 'exits']: anything } : node,
      );
      return at % 3 === 0 ? { ...flow, [key]: anything } : { ...flow, nodes };
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
          broken,
        ),
        (input) => {
          const { definition, problems } = validateFlow(input);
          expect(definition !== null || problems.length > 0).toBe(true);
          if (definition) compileProgram(definition, new Map());
        },
      ),
      { numRuns: RUNS },
    );
  }, 120_000);
});

function resolve(definition: unknown, pointer: string): unknown {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>(
    (value, key) => (value as { [key: string]: unknown } | undefined)?.[key],
    definition,
  );
}

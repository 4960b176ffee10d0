import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPendingValue } from './check-pending-value';
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
  held: 'running',
};

const session = fc.record({ own: randomFlow, other: randomFlow, moves: randomEvents, tight: fc.boolean() });

type Turn = { before: SessionState; event: EngineEvent; result: RunResult; program: Program; limits: Limits };

/** Runs random sessions and passes every turn to `check`. */
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

/** Timers that were set and neither fired nor canceled. */
function trackTimers(open: Set<string>, { event, result }: Turn): void {
  if (result.outcome.kind !== 'applied') return;
  if (event.type === 'timer.fired') open.delete(event.timer);
  for (const { type, key } of result.effects) if (type === 'timer.set') open.add(key);
  for (const { type, key } of result.effects) if (type === 'timer.cancel') open.delete(key);
}

describe('random sessions of random flows', () => {
  it('run/pure, run/total: never throw, never mutate their input, and return the same twice', () => {
    play(({ program, before, event, limits, result }) => {
      expect(JSON.stringify(run(program, before, event, limits))).toBe(JSON.stringify(result));
    });
  }, 120_000);

  it('run/bounded: stay within every limit', () => {
    play(({ result: { state, messages, trace }, limits }) => {
      expect(messages.length).toBeLessThanOrEqual(limits.messages);
      expect(JSON.stringify(messages).length).toBeLessThanOrEqual(limits.messageChars);
      expect(JSON.stringify(state).length).toBeLessThanOrEqual(limits.stateChars);
      expect(trace.visits).toBeLessThanOrEqual(10 * limits.visits + 1);
      expect(trace.expressionSteps).toBeLessThanOrEqual(limits.expressionSteps);
      expect(trace.steps.length).toBeLessThanOrEqual(limits.traceSteps);
      expect(state.frames.length).toBeLessThanOrEqual(limits.frames);
      expect(state.inbox.length).toBeLessThanOrEqual(limits.inbox);
    });
  }, 120_000);

  it('state/json: continue the same from a state that was stored as JSON', () => {
    play(({ program, before, event, limits, result }) => {
      const stored = JSON.parse(JSON.stringify(before));
      expect(stored).toEqual(before);
      expect(JSON.stringify(run(program, stored, event, limits))).toBe(JSON.stringify(result));
    });
  }, 120_000);

  it('event/ignored-when-unawaited: change the state only if the event is applied, and count those turns', () => {
    play(({ before, result }) => {
      if (result.outcome.kind === 'applied') expect(result.state.turn).toBe(before.turn + 1);
      else expect(result.state).toBe(before);
      if (result.outcome.kind !== 'applied')
        expect([...result.messages, ...result.effects, ...result.trace.steps]).toEqual([]);
    });
  }, 120_000);

  it('predict whether a value would be accepted', () => {
    play(({ program, before, event, result }) => {
      if (event.type !== 'message' || event.value === undefined || before.control === 'human') return;
      if (before.quiet || before.wait?.type !== 'input' || result.trace.steps.length === 0) return;
      const silent = run(program, before, { ...event, text: '' });
      const issues = checkPendingValue(program, before, event.value, event.at);
      // A full trace has no details, so the outcome of the answer is unknown.
      const answer = silent.trace.steps[0]?.answer;
      if (silent.state.failure === null && answer) expect(issues.length === 0).toBe(answer.accepted);
    });
  }, 120_000);

  it('wait for exactly one thing, and end with nothing pending', () => {
    play(({ result: { state, messages, effects } }) => {
      const isHeld = state.quiet !== undefined && (state.control === 'flow' || !state.wait);
      const isTimed = isHeld && (!state.wait || state.wait.type === 'input');
      if (isTimed) expect(state.status).toBe('awaiting_timer');
      else if (state.wait) expect(state.status).toBe(STATUS_OF_WAIT[state.wait.type]);
      else if (state.turn > 0) expect(['completed', 'failed']).toContain(state.status);
      expect(state.failure !== null).toBe(state.status === 'failed');
      expect(new Set(effects.flatMap(({ type, key }) => (type === 'timer.cancel' ? [] : [key]))).size).toBe(
        effects.filter(({ type }) => type !== 'timer.cancel').length,
      );
      for (const { text, content } of messages) if (content.type !== 'end') expect(text).not.toBe('');
    });
  }, 120_000);

  it('cancel every timer, and wait only for timers that are set', () => {
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

describe('messages that are held', () => {
  it('quiet/bounded, quiet/nothing-lost: are the last of the inbox, for at most 20 seconds, and gone with the session', () => {
    let held = 0;
    play(({ result: { state } }) => {
      if (!state.quiet) return;
      held += 1;
      const { inputId, since, until } = state.quiet;
      expect(until - since).toBeLessThanOrEqual(20_000);
      expect(state.inbox.findLast((one) => 'text' in one)?.inputId).toBe(inputId);
      expect(['completed', 'failed']).not.toContain(state.status);
    });
    expect(held).toBeGreaterThan(RUNS / 10);
  }, 120_000);
});

describe('random definitions', () => {
  it('validate without throwing, with problems that point into them', () => {
    fc.assert(
      fc.property(randomFlow, (definition) => {
        const { definition: parsed, problems } = validateFlow(definition, { flows: ['self'] });
        expect(parsed).not.toBeNull();
        for (const { code, path, nodeId } of problems) {
          // The text in a language that is missing would stand at the path.
          const place = code === 'missing_language' ? path.slice(0, path.lastIndexOf('/')) : path;
          expect(resolve(definition, place)).toBeDefined();
          if (nodeId !== null) expect(path.startsWith(`/nodes/${nodeId.slice(1)}`)).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('may be any JSON', () => {
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

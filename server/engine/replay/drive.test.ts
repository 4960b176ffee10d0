import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT } from '../fixtures/converse';
import { type EventMaker, randomEvents } from '../fixtures/random-event';
import type { Program } from '../program';
import type { Breakpoint } from '../turn/stops';
import { compareReplays } from './compare';
import { compileRecording } from './compile-recording';
import { replay } from './drive';
import { type LivePlan, type LiveTurn, type PlannedInput, runLive } from './fixtures/live-run';
import { randomBreakpoints } from './fixtures/random-breakpoints';
import { compilePair, type RandomFlows, randomFlows } from './fixtures/random-programs';
import { recordSession } from './fixtures/record-session';
import type { RecordedSession, Recording } from './recording';
import { formatRecording, parseRecording } from './recording-file';
import type { Replay } from './replay-step';
import { findMismatch } from './verify';

const RUNS = { numRuns: 100, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false };

/** Clocks of processes that differ write times that go back. */
const randomMoves = fc
  .tuple(randomEvents, fc.array(fc.integer({ min: -90_000, max: 90_000 }), { minLength: 1 }), fc.boolean())
  .map(([moves, skews, isSkewed]) =>
    moves.map(
      (move, index): EventMaker =>
        (state, at) => {
          const event = move(state, at);
          return isSkewed ? { ...event, at: at + (skews[index % skews.length] ?? 0) } : event;
        },
    ),
  );

const maybeBreakpoints = fc.oneof(fc.constant([]), randomBreakpoints);

function record(
  flows: RandomFlows,
  moves: readonly EventMaker[],
  breakpoints: readonly Breakpoint[] = [],
): { program: Program; session: RecordedSession } {
  const program = compilePair(flows.own, flows.other);
  return { program, session: recordSession(program, moves, 'seed', breakpoints) };
}

function replayBoth(program: Program, session: RecordedSession): { past: Replay; next: Replay } {
  const past = replay(program, session, { type: 'exact' });
  return { past, next: replay(program, session, { type: 'what-if', past }) };
}

describe('random sessions of random flows', () => {
  it('replay/exact, replay/file-round-trip: give the stored bytes again, also from a file', () => {
    fc.assert(
      fc.property(randomFlows, randomMoves, maybeBreakpoints, (flows, moves, breakpoints) => {
        const { session } = record(flows, moves, breakpoints);
        const text = formatRecording(toRecording(flows, session));
        const parsed = parseRecording(text);
        if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
        expect(formatRecording(parsed.recording)).toBe(text);
        const compiled = compileRecording(parsed.recording);
        if (!compiled.ok) throw new Error(compiled.reason);
        const again = replay(compiled.program, parsed.recording, { type: 'exact' });
        expect(findMismatch(parsed.recording, again)).toBeNull();
      }),
      RUNS,
    );
  }, 120_000);

  it('replay/null-change: take the same steps on the same version in what-if mode', () => {
    fc.assert(
      fc.property(randomFlows, randomMoves, maybeBreakpoints, (flows, moves, breakpoints) => {
        const { program, session } = record(flows, moves, breakpoints);
        const { past, next } = replayBoth(program, session);
        const steps = next.steps.map(({ answeredBy, ...step }) => step);
        expect(JSON.stringify(steps)).toBe(JSON.stringify(past.steps));
        expect(compareReplays(past, next, { variables: true })).toMatchObject({
          verdict: 'same',
          differences: [],
        });
      }),
      RUNS,
    );
  }, 120_000);

  it('replay/pure, replay/total, replay/bounded: replay on any draft, the same each time', () => {
    fc.assert(
      fc.property(randomFlows, randomMoves, (flows, moves) => {
        const { program, session } = record(flows, moves);
        const past = replay(program, session, { type: 'exact' });
        const before = JSON.stringify([session, past]);
        const draft = compilePair(flows.draft, flows.other);
        const next = replay(draft, session, { type: 'what-if', past });
        expect(next.steps.length).toBeLessThanOrEqual(2 * past.steps.length + 200);
        expect(JSON.stringify(replay(draft, session, { type: 'what-if', past }))).toBe(JSON.stringify(next));
        expect(JSON.stringify([session, past])).toBe(before);
        const turns = next.steps.flatMap(({ turn }) => (turn === null ? [] : [turn]));
        expect(new Set([...turns, ...next.unused]).size).toBe(turns.length + next.unused.length);
      }),
      RUNS,
    );
  }, 120_000);
});

describe('what-if mode', () => {
  it('replay/as-live: gives what a live session on the draft gives with the same people and answers', () => {
    let compared = 0;
    fc.assert(
      fc.property(randomFlows, randomInputs, (flows, inputs) => {
        const program = compilePair(flows.own, flows.other);
        const started = { type: 'started' as const, at: AT, inputId: 'in-0', variables: {} };
        const turns = runLive(program, { started, inputs, until: AT, isPatient: true });
        const session = toSession(turns);
        const past = replay(program, session, { type: 'exact' });
        const draft = compilePair(flows.draft, flows.other);
        const next = replay(draft, session, { type: 'what-if', past });
        const live = runLive(draft, toPlan(started, turns, session));
        const known = next.steps.findIndex(({ answeredBy }) => answeredBy === 'node');
        const isComplete =
          known < 0 && next.stop.reason !== 'needs_answer' && next.stop.reason !== 'too_long';
        const count = known < 0 ? next.steps.length : known;
        if (isComplete && live.length < 80) expect(live.length).toBe(count);
        const toText = (steps: readonly { event: object; result: object }[]) =>
          steps
            .slice(0, Math.min(count, live.length))
            .map(({ event, result }) => JSON.stringify({ event, result }));
        expect(toText(next.steps)).toEqual(toText(live));
        compared += count;
      }),
      RUNS,
    );
    expect(compared).toBeGreaterThan(RUNS.numRuns);
  }, 120_000);
});

const words = fc.constantFrom('1', '2', 'red', 'BLUE', 'yes', 'no', '14:30', 'a@b.co', 'tomorrow', 'x');
const randomInput: fc.Arbitrary<PlannedInput> = fc.record({
  afterMs: fc.constantFrom(1_000, 20_000, 70_000, 3_600_000, 86_400_000 * 3),
  notBefore: fc.constant(Number.NEGATIVE_INFINITY),
  event: fc.oneof(
    {
      weight: 6,
      arbitrary: words.map((text) => ({ type: 'message' as const, at: 0, inputId: `in-${text}`, text })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('success' as const, 'failed' as const)
        .map((status) => ({ type: 'transfer.completed' as const, at: 0, inputId: 'in-t', status })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom('e', 'f'), fc.nat(3))
        .map(([name, payload]) => ({ type: 'event.received' as const, at: 0, name, payload })),
    },
  ),
});

/** Each comes a part of a second later that no other adds up to, so that nothing comes at the time of a timer. */
const randomInputs = fc
  .array(randomInput, { minLength: 4, maxLength: 9 })
  .map((inputs) => inputs.map((input, index) => ({ ...input, afterMs: input.afterMs + 2 ** index })));

function toSession(turns: readonly LiveTurn[]): RecordedSession {
  const last = turns.at(-1);
  const status = last?.result.state.status ?? 'running';
  return {
    seed: 'seed',
    turns: turns.map(({ event }) => ({ event })),
    end: { status, at: last?.event.at ?? 0 },
  };
}

/** The same people, as they were recorded. */
function toPlan(
  started: LivePlan['started'],
  turns: readonly LiveTurn[],
  { end }: RecordedSession,
): LivePlan {
  const inputs = turns.flatMap(({ input }) => (input ? [input] : []));
  return { started, inputs, until: end.at, isPatient: end.status === 'completed' || end.status === 'failed' };
}

function toRecording({ own, other }: RandomFlows, session: RecordedSession): Recording {
  const links = { self: 'v1', other: 'v2' };
  return {
    ...{ kind: 'parley.recording', format: 1, flow: 'v1', ...session },
    flows: {
      v1: { slug: 'self', version: 1, definition: JSON.parse(JSON.stringify(own)), links },
      v2: { slug: 'other', version: null, definition: JSON.parse(JSON.stringify(other)), links },
    },
  };
}

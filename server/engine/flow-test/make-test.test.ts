import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT, compileFlows, type Flow, type NodeInput } from '../fixtures/converse';
import { randomEvents } from '../fixtures/random-event';
import { ask } from '../fixtures/waiting-flows';
import type { Program } from '../program';
import { compilePair, randomFlows } from '../replay/fixtures/random-programs';
import { recordSession } from '../replay/fixtures/record-session';
import { answer, endQuiet, respond, say, type TimedEvent } from '../replay/fixtures/what-if';
import type { RecordedEvent } from '../replay/recording';
import { airline, lookup, tell } from './fixtures/airline-test';
import { distillTests, makeTest } from './make-test';
import { runTest } from './run-test';

const sourceOf = (program: Program, events: readonly TimedEvent[], name = 'recorded') => {
  const start: TimedEvent = [0, { type: 'started', inputId: 'in-0', variables: { customer: 'Ada' } }];
  const timed = [start, ...events].map(([at, event]) => ({ ...event, at: AT + at * 1000 }) as RecordedEvent);
  return { name, program, session: recordSession(program, timed) };
};
const found = (key: string): TimedEvent => [
  8,
  {
    type: 'effect.succeeded',
    effect: key,
    result: { ...respond(''), headers: { date: 'x' }, body: { name: 'Ada' } },
  },
];
const program = compileFlows({ '': airline });
const AIRLINE = path.resolve(import.meta.dirname, '../fixtures/airline.session.json');
type StoredSession = { flows: Record<string, Flow>; seed: string; turns: { event: RecordedEvent }[] };

describe('makeTest', () => {
  it('makes a test that passes, with exact expectations and without times', () => {
    const source = sourceOf(program, [say(5, 'Cancel'), say(7, 'X1'), found('3:0')]);
    const { test, difference } = makeTest(source);
    expect(difference).toBe(null);
    expect(test.steps).toMatchObject([
      {
        type: 'choose',
        choice: 'Cancel',
        expect: { messages: ['Which booking?'], path: ['topic', 'booking'] },
      },
      { type: 'say', text: 'X1', expect: { messages: ['Thank you, Ada. Your booking \\*X1\\* is open.'] } },
    ]);
    expect(test.answers).toEqual({
      lookup: [{ type: 'response', status: 200, headers: {}, body: { name: 'Ada' } }],
    });
    expect(test.expect).toMatchObject({ status: 'completed', node: 'end', variables: { name: 'Ada' } });
    expect(runTest(program, test).failures).toEqual([]);
  });

  it('notices another version of the flow', () => {
    const { test } = makeTest(sourceOf(program, [say(5, 'Cancel')]));
    const changed = compileFlows({
      '': {
        nodes: airline.nodes.map((node) => (node.id === 'hello' ? tell('hello', 'Hi.', 'topic') : node)),
      },
    });
    expect(runTest(changed, test).failures[0]?.message).toBe(
      'Start: expected the message "Hello, Ada.", but "Hi." came.',
    );
  });

  const soon = { ...ask('q', 'say'), noReply: { after: { amount: 60, unit: 'seconds' } } } as NodeInput;
  const waits: Flow = {
    nodes: [
      { ...soon, exits: { next: 'say', noReply: 'late' } } as NodeInput,
      tell('late', 'Hello?', 'q'),
      tell('say', 'Bye {{ q }}.'),
    ],
  };

  it('lets time pass for timers alone', () => {
    const program = compileFlows({ '': waits });
    const { test, difference } = makeTest(
      sourceOf(program, [[63, { type: 'timer.fired', timer: '1:0' }], say(70, 'x')]),
    );
    expect(difference).toBe(null);
    expect(test.steps).toMatchObject([
      { type: 'pass', time: { amount: 1, unit: 'minutes' }, expect: { messages: ['Hello?', 'q?'] } },
      { type: 'say', text: 'x' },
    ]);
  });

  it('keeps times where the words depend on them', () => {
    const clock: Flow = { nodes: [ask('q', 'm'), tell('m', '{{ $now().slice(11, 19) }}')] };
    const program = compileFlows({ '': clock });
    const { test, difference } = makeTest(sourceOf(program, [say(5, 'x')]));
    expect(difference).toBe(null);
    expect(test.steps).toMatchObject([
      { type: 'pass', time: { amount: 5, unit: 'seconds' } },
      { type: 'say', expect: { messages: ['10:00:05'] } },
    ]);
  });

  it('says where the conversation is not the same', () => {
    const events: TimedEvent[] = [
      say(5, 'Cancel'),
      say(6, 'X1'),
      say(7, 'a', { merge: true }),
      say(7, 'b', { merge: true }),
    ];
    const twice = {
      ...airline,
      nodes: airline.nodes.map((node) =>
        node.id === 'done' ? ({ ...ask('more', 'end'), id: 'done' } as NodeInput) : node,
      ),
    };
    const program = compileFlows({ '': twice });
    const { test, difference } = makeTest(sourceOf(program, [...events, answer(8, '3:0', 'x')]));
    expect(difference).toBe('variables');
    expect(runTest(program, test).failures).toEqual([]);
  });

  it('interrupts the call that was interrupted', () => {
    const looking = airline.nodes.map((node) =>
      node.id === 'lookup' ? { ...lookup, interruptible: true, exits: { interrupted: 'booking' } } : node,
    );
    const program = compileFlows({ '': { nodes: looking as NodeInput[] } });
    const events = [say(5, 'Cancel'), say(7, 'X1'), say(8, 'X2', { interrupt: true })];
    const { test, difference } = makeTest(sourceOf(program, events));
    expect(difference).toBe(null);
    expect(test.steps.at(-1)).toMatchObject({
      ...{ type: 'say', text: 'X2', interrupt: true },
      expect: { messages: ['Which booking?'], path: ['lookup', 'booking', 'lookup'] },
    });
    expect(test.expect).toMatchObject({ status: 'running', variables: { booking: 'X2' } });
    expect(runTest(program, test).failures).toEqual([]);
  });

  it('says messages that were held as one', () => {
    const program = compileFlows({ '': { nodes: [ask('q', 'r'), ask('r')] } });
    const held = { quietMs: 3_000 };
    const variables = { trigger: { type: 'message', text: 'Hi' } };
    const opening: RecordedEvent = { type: 'started', inputId: 'in-0', at: AT, variables, ...held };
    const events = [say(1, 'there', held), endQuiet(4), say(9, 'any', held), say(10, 'thing', held)];
    const timed = [...events, endQuiet(13)].map(
      ([at, event]) => ({ ...event, at: AT + at * 1000 }) as RecordedEvent,
    );
    const { test, difference } = makeTest({ program, session: recordSession(program, [opening, ...timed]) });
    expect(difference).toBe(null);
    expect(test.start?.variables).toEqual({ trigger: { type: 'message', text: 'Hi\nthere' } });
    expect(test.steps).toMatchObject([{ type: 'say', text: 'any\nthing', expect: { messages: ['r?'] } }]);
    expect(runTest(program, test).failures).toEqual([]);
  });

  it('has a failure by its status in the words of this version', () => {
    const { flows, seed, turns } = JSON.parse(readFileSync(AIRLINE, 'utf8')) as StoredSession;
    const end = { status: 'completed' as const, at: turns.at(-1)?.event.at ?? 0 };
    const program = compileFlows(flows);
    const { test, difference } = makeTest({
      program,
      session: { seed, turns: turns.map(({ event }) => ({ event })), end },
    });
    expect(difference).toBe(null);
    expect(test.name).toBe("I'd like to check my flight stat…, nonsense, cx12345, … → promise");
    expect(runTest(program, test).failures).toEqual([]);
  });

  it('keeps the first steps of an endless conversation', () => {
    const again: Flow = { nodes: [ask('q', 'q')] };
    const program = compileFlows({ '': again });
    const said = Array.from({ length: 700 }, (_, index) => say(index + 1, `${index}`));
    const { test, difference } = makeTest(sourceOf(program, said));
    expect(difference).toBe('steps');
    expect(test.steps).toHaveLength(200);
    expect(runTest(program, test).failures).toEqual([]);
  });

  it('makes tests of random sessions that pass', () => {
    fc.assert(
      fc.property(randomFlows, randomEvents, ({ own, other }, moves) => {
        const program = compilePair(own, other);
        const session = recordSession(program, moves);
        fc.pre(session.turns.length > 0);
        const { test } = makeTest({ name: 'random', program, session });
        expect(runTest(program, test).failures).toEqual([]);
      }),
      { numRuns: 40, interruptAfterTimeLimit: 60_000 },
    );
  }, 90_000);
});

describe('distillTests', () => {
  it('keeps the fewest sessions that pass every exit', () => {
    const short = sourceOf(program, [say(5, 'Cancel')], 'short');
    const complete = sourceOf(program, [say(5, 'Cancel'), say(7, 'X1'), found('3:0')], 'complete');
    const missing = sourceOf(
      program,
      [
        say(5, 'Change'),
        say(7, 'X2'),
        [8, { type: 'effect.succeeded', effect: '3:0', result: respond('', 404) }],
      ],
      'missing',
    );
    const made = distillTests([short, complete, short, missing, complete]);
    expect(made.map(({ test }) => test.name)).toEqual(['complete', 'missing']);
    expect(made.every(({ test }) => runTest(program, test).passed)).toBe(true);
  });
});

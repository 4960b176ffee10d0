import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  AT,
  compileFlows,
  converse,
  deepFreeze,
  type Flow,
  type NodeInput,
  textsOf,
  type UntimedEvent,
} from './fixtures/converse';
import { describeRules, type RecordedSession, replaySession } from './fixtures/replay-session';
import type { EngineEvent } from './protocol';
import { initialState, run } from './run';

const FIXTURES = path.resolve(import.meta.dirname, 'fixtures');
const recordings = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.session.json'),
);

const ask: NodeInput = {
  id: 'q',
  kind: 'question',
  prompt: [{ type: 'text', text: '{{ $now() }}?' }],
  answer: { type: 'text' },
  variable: 'x',
  exits: { next: 's' },
};
const split: NodeInput = {
  id: 's',
  kind: 'split',
  branches: ['a', 'b', 'c'].map((id) => ({ id, weight: 1 })),
  exits: { a: 'q', b: 'q', c: 'q' },
};
const flow: Flow = { nodes: [ask, split] };

const EVENTS: EngineEvent[] = [
  { type: 'started', at: AT, inputId: 'in-0', variables: { a: 1 } },
  { type: 'message', at: AT + 1, inputId: 'in-1', text: 'one' },
  { type: 'timer.fired', at: AT + 2, timer: 'none' },
  { type: 'message', at: AT + 3, inputId: 'in-2', text: 'two' },
];

describe('run/pure', () => {
  it('returns the same every time, and mutates no argument', () => {
    const program = deepFreeze(compileFlows({ '': flow }));
    let state = deepFreeze(initialState('seed'));
    for (const event of EVENTS) {
      const result = run(program, state, deepFreeze(event));
      expect(run(program, state, event)).toEqual(result);
      state = deepFreeze(result.state);
    }
  });

  it('takes the time from the event only', () => {
    expect(textsOf(converse(flow).start())).toEqual(['2026-03-20T10:00:00.000Z?']);
  });
});

describe('run/total', () => {
  it.each<[string, string]>([
    ['an expression that cannot be read', '}{'],
    ['an expression that fails', '[1].map(3)'],
    ['a reach for the host', 'a.constructor.constructor("return process")()'],
    ['work without end', 'Array.from({length: 1e9})'],
  ])('never throws for %s in any place', (_, source) => {
    const text = `x {{ ${source} }}`;
    const nodes: NodeInput[] = [
      { id: 'm', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'c' } },
      { id: 'c', kind: 'condition', branches: [{ id: 'b', when: source }], exits: { b: 'v', else: 'v' } },
      { id: 'v', kind: 'set', assign: [{ variable: 'v', value: source }], exits: { next: 'l' } },
      { id: 'l', kind: 'each', list: source, item: 'i', exits: { done: 'w' } },
      { id: 'w', kind: 'wait', wait: { type: 'until', time: source }, exits: { next: 'e' } },
      { id: 'e', kind: 'emit', event: 'e', payload: [text], exits: { next: 'h' } },
      {
        id: 'h',
        kind: 'http',
        method: 'POST',
        url: text,
        body: { type: 'json', value: text },
        exits: { failure: 'q' },
      },
      {
        ...ask,
        prompt: [{ type: 'location', latitude: source, longitude: source }],
        rules: [{ when: source, message: text }],
        retries: { max: 0, message: text },
        exits: { next: 'end', invalid: 'end' },
      } as NodeInput,
      { id: 'end', kind: 'end', text, output: text },
    ];
    const conversation = converse({ nodes, variables: [{ name: 'd', default: text }] });
    conversation.start();
    expect(conversation.say('x').state.status).toBe('completed');
  });

  it('never throws for variables of any name', () => {
    const variables = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "toString": 3, "": 4}');
    const conversation = converse({ nodes: [{ id: 'e', kind: 'end', output: '{{ toString }}' }] });
    expect(conversation.start(variables).state.output).toBe(3);
    expect(Object.keys(conversation.variables())).toEqual(['__proto__', 'constructor', 'toString', '']);
  });
});

describe('state/json', () => {
  it('continues the same after any turn', () => {
    const conversation = converse(flow);
    const sent: UntimedEvent[] = [
      { type: 'started', inputId: 'in-0', variables: { nothing: -0, list: [null, { a: 'é\u2028"' }] } },
      { type: 'message', inputId: 'in-1', text: 'one', value: { deep: [[[]]] } },
      { type: 'variables.changed', set: { b: null } },
      { type: 'message', inputId: 'in-2', text: 'two' },
    ];
    let stored = JSON.stringify(initialState('session-1'));
    for (const event of sent) {
      const { state } = conversation.send(event);
      const last = conversation.events.at(-1) as EngineEvent;
      const resumed = run(conversation.program, JSON.parse(stored), last).state;
      expect(resumed).toEqual(state);
      stored = JSON.stringify(resumed);
      expect(JSON.parse(stored)).toEqual(state);
    }
  });
});

describe('event/ignored-when-unawaited', () => {
  it.each<UntimedEvent>([
    { type: 'timer.fired', timer: '1:0' },
    { type: 'effect.failed', effect: '1:0', error: { code: 'x', message: 'x', attempts: 1, durationMs: 1 } },
    { type: 'event.received', name: 'e', payload: 1 },
    { type: 'started', inputId: 'again', variables: { a: 2 } },
  ])('$type', (event) => {
    const conversation = converse(flow);
    const before = conversation.start().state;
    const result = conversation.send(event);
    expect(result.state).toBe(before);
    expect(result).toMatchObject({ outcome: { kind: 'ignored' }, messages: [], effects: [] });
  });
});

describe('replay/bytes', () => {
  it('has recordings', () => {
    expect(recordings.length).toBeGreaterThanOrEqual(4);
  });

  it.each(recordings)('%s', (file) => {
    const recorded: RecordedSession = JSON.parse(readFileSync(path.join(FIXTURES, file), 'utf8'));
    const replayed = replaySession(recorded);
    const { tz, cldr } = process.versions;
    const rules = describeRules(recorded, `tz ${tz}, CLDR ${cldr}`);
    recorded.turns.forEach(({ result }, index) => {
      expect(JSON.stringify(replayed.turns[index]?.result), rules).toBe(JSON.stringify(result));
    });
  });

  it('says when a session was recorded under other rules of time zones', () => {
    const event = {
      type: 'started' as const,
      at: AT,
      inputId: 'in-0',
      variables: {},
      rules: 'tz 2020a, CLDR 37.0',
    };
    const recorded = { seed: 's', flows: {}, turns: [{ event, result: {} }] } as unknown as RecordedSession;
    expect(describeRules(recorded, 'tz 2025c, CLDR 48.0')).toBe(
      'The session was recorded under other rules: tz 2020a, CLDR 37.0, here tz 2025c, CLDR 48.0.',
    );
    expect(describeRules(recorded, 'tz 2020a, CLDR 37.0')).toBeUndefined();
  });
});

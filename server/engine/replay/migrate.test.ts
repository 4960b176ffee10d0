import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AT, compileFlows, type Flow, type NodeInput } from '../fixtures/converse';
import { type EventMaker, randomEvents, timeOf } from '../fixtures/random-event';
import { ask } from '../fixtures/waiting-flows';
import type { Program } from '../program';
import { run } from '../run';
import type { SessionState } from '../session';
import { replay } from './drive';
import { compilePair, randomFlows } from './fixtures/random-programs';
import { recordSession, toTurn } from './fixtures/record-session';
import { replaceUnvisited } from './fixtures/unvisited';
import { answer, askWhatIf, fire, say, type TimedEvent } from './fixtures/what-if';
import { type Migration, migrateSession } from './migrate';
import type { RecordedEvent, RecordedSession } from './recording';
import { toStoredState } from './stored-state';
import { findMismatch } from './verify';

const RUNS = { numRuns: 150, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false };

describe('random sessions of random flows', () => {
  it('migrate/as-from-start: go on as those that ran on the version from the start', () => {
    let moved = 0;
    let continued = 0;
    fc.assert(
      fc.property(randomFlows, randomFlows, randomEvents, fc.nat(12), (flows, changes, moves, at) => {
        const first = compilePair(flows.own, flows.other);
        const session = recordSession(first, moves.slice(0, at));
        const past = replay(first, session, { type: 'exact' });
        const target = compilePair(replaceUnvisited(flows.own, changes.own, past), flows.other);
        const result = migrateSession(target, session, past);
        const fromStart = replay(target, session, { type: 'exact' });
        if (!result.moved) return;
        moved += 1;
        const expected = fromStart.steps.at(-1)?.result.state;
        expect(JSON.stringify(result.state)).toBe(JSON.stringify(expected));
        const rest = moves.slice(at);
        const after = goOn(target, result.state, rest, at);
        continued += after.length;
        expect(JSON.stringify(after)).toBe(JSON.stringify(expected ? goOn(target, expected, rest, at) : []));
      }),
      RUNS,
    );
    expect(moved).toBeGreaterThan(RUNS.numRuns / 10);
    expect(continued).toBeGreaterThan(moved / 2);
  }, 120_000);

  it('migrate/same-words, replay/exact: move to any version or say why, and replay exactly afterwards', () => {
    let moved = 0;
    fc.assert(
      fc.property(randomFlows, randomEvents, fc.nat(8), (flows, moves, at) => {
        const first = compilePair(flows.own, flows.other);
        const session = recordSession(first, moves.slice(0, at));
        const past = replay(first, session, { type: 'exact' });
        const target = compilePair(flows.draft, flows.other);
        const before = JSON.stringify([session, past]);
        const result = migrateSession(target, session, past);
        expect(JSON.stringify([session, past])).toBe(before);
        if (!result.moved) return;
        moved += 1;
        const longer = appendTurns(session, result, target, moves.slice(at));
        const again = replay(first, longer, { type: 'exact', versions: new Map([['v2', target]]) });
        expect(findMismatch(longer, again)).toBeNull();
        const next = replay(target, longer, { type: 'what-if', past: again });
        expect(next.steps.every(({ event }) => event.type !== 'version.changed')).toBe(true);
      }),
      RUNS,
    );
    expect(moved).toBeGreaterThan(RUNS.numRuns / 20);
  }, 120_000);
});

/** Runs events on a state, and returns what each of them led to. */
function goOn(program: Program, from: SessionState, moves: readonly EventMaker[], at: number): object[] {
  let state = from;
  return moves.flatMap((move, index) => {
    const result = run(program, state, move(state, timeOf(at + index)));
    state = toStoredState(result.state);
    return result.outcome.kind === 'applied' ? [result] : [];
  });
}

/** A recorded session with its move to `v2`, and the turns that follow. */
function appendTurns(
  { seed, turns }: RecordedSession,
  { state, turns: count }: Extract<Migration, { moved: true }>,
  target: Program,
  moves: readonly EventMaker[],
): RecordedSession {
  const at = timeOf(count);
  const version = { from: { id: 'v1', number: 1 }, to: { id: 'v2', number: 2 } };
  const event = { type: 'version.changed' as const, at, ...version, turns: count, state };
  let last = state;
  const later = moves.flatMap((move, index) => {
    const event = move(last, timeOf(count + 1 + index));
    const result = run(target, last, event);
    if (result.outcome.kind !== 'applied') return [];
    const before = last;
    last = toStoredState(result.state);
    return [toTurn(event, before, { ...result, state: last })];
  });
  const all = [...turns, { event, status: state.status, messages: [] }, ...later];
  return JSON.parse(JSON.stringify({ seed, turns: all, end: { status: last.status, at, state: last } }));
}

const tell = (id: string, text: string, next?: string): NodeInput => ({
  ...{ id, kind: 'message', messages: [{ type: 'text', text }] },
  exits: next ? { next } : {},
});
const get = (id: string, path: string, next: string): NodeInput => ({
  ...{ id, kind: 'http', method: 'GET', url: `https://x.test/${path}` },
  exits: { success: next, failure: next },
});
const pause = (id: string, amount: number, next: string): NodeInput => ({
  ...{ id, kind: 'wait', wait: { type: 'for', duration: { amount, unit: 'seconds' } } },
  exits: { next },
});
const askSoon = (id: string, seconds: number, noReply: string): NodeInput =>
  ({ ...ask(id), noReply: { after: { amount: seconds, unit: 'seconds' } }, exits: { noReply } }) as NodeInput;
const flow = (...nodes: NodeInput[]): Flow => ({ nodes });

function migrate(from: Flow, to: Flow, events: TimedEvent[], until?: number): Migration {
  const { session, past } = askWhatIf(from, to, events, until === undefined ? {} : { until });
  return migrateSession(compileFlows({ '': to }), session, past);
}

describe('a session moves', () => {
  it('with the messages that are held, also those that start the flow', () => {
    const old = flow(ask('q', 'r'), ask('r'));
    const next = flow(ask('q', 'r'), ask('r', 'z'), tell('z', 'Bye'));
    const held = migrate(old, next, [say(5, 'x', { quietMs: 3_000 })]);
    const until = AT + 8_000;
    const state = { quiet: { inputId: 'in-5', since: AT + 5_000, until }, inbox: [{ text: 'x' }] };
    expect(held).toMatchObject({ moved: true, set: null, cancel: null, state });
    const variables = { trigger: { type: 'message', text: 'Hi' } };
    const opening: RecordedEvent = { type: 'started', inputId: 'in-0', at: AT, variables, quietMs: 3_000 };
    const first = compileFlows({ '': old });
    const session = recordSession(first, [opening]);
    const past = replay(first, session, { type: 'exact' });
    expect(migrateSession(compileFlows({ '': next }), session, past)).toMatchObject({
      moved: true,
      state: { wait: null, status: 'awaiting_timer', quiet: { inputId: 'in-0' } },
    });
  });

  it('to a version that says the same and more behind', () => {
    const moved = migrate(
      flow(ask('q', 'r'), ask('r')),
      flow(ask('q', 'r'), ask('r', 'z'), tell('z', 'Bye')),
      [say(5, 'x')],
    );
    expect(moved).toMatchObject({ moved: true, turns: 2, state: { wait: { type: 'input' } } });
  });

  it('with the call that is under way, whose key stays (migrate/keys-kept)', () => {
    const from = flow(ask('q', 'a'), get('a', 'a', 'z'), tell('z', 'Done'));
    const to = flow(ask('q', 'p'), pause('p', 1, 'a'), get('a', 'a', 'z'), tell('z', 'Finished'));
    const moved = migrate(from, to, [say(5, 'x')], 60);
    if (!moved.moved) throw new Error(moved.reason);
    expect(moved.state).toMatchObject({ turn: 3, wait: { type: 'effect', effect: '2:0' } });
    const [, event] = answer(70, '2:0', 'A');
    const after = run(compileFlows({ '': to }), moved.state, { ...event, at: AT + 70_000 } as never);
    expect(after.messages.map(({ text }) => text)).toEqual(['Finished', '']);
  });

  it('to a version with fewer turns, where no later key is the same (migrate/keys-kept)', () => {
    const from = flow(
      ask('q', 'p'),
      pause('p', 1, 'a'),
      get('a', 'a', 'b'),
      get('b', 'b', 'z'),
      tell('z', 'Done'),
    );
    const to = flow(ask('q', 'a'), get('a', 'a', 'b'), get('b', 'b', 'z'), tell('z', 'Done'));
    const moved = migrate(from, to, [say(5, 'x'), fire(6, '2:0')], 60);
    if (!moved.moved) throw new Error(moved.reason);
    expect(moved.state).toMatchObject({ turn: 3, wait: { effect: '3:0' } });
    const [, event] = answer(70, '3:0', 'A');
    const after = run(compileFlows({ '': to }), moved.state, { ...event, at: AT + 70_000 } as never);
    expect(after.effects.map(({ key }) => key)).toEqual(['4:0']);
  });

  it('with its timer, which keeps its key and its time (migrate/keys-kept)', () => {
    const from = flow(askSoon('q', 30, 'z'), tell('z', 'Nobody'));
    const to = flow(askSoon('q', 90, 'z'), tell('z', 'Nobody there'));
    const moved = migrate(from, to, [], 10);
    expect(moved).toMatchObject({ moved: true, set: null, cancel: null });
    expect(moved.moved && moved.state.wait).toMatchObject({ timer: '1:0' });
  });

  it('with a timer that the version adds, and without one that it lacks', () => {
    const soon = flow(askSoon('q', 30, 'z'), tell('z', 'Nobody'));
    const plain = flow(ask('q'));
    expect(migrate(plain, soon, [], 10)).toMatchObject({
      ...{ moved: true, set: { key: '1:0', dueAt: AT + 30_000 }, cancel: null },
    });
    expect(migrate(soon, plain, [], 10)).toMatchObject({ moved: true, set: null, cancel: '1:0' });
  });
});

describe('a session stays', () => {
  const stays = (from: Flow, to: Flow, events: TimedEvent[], until?: number) => {
    const result = migrate(from, to, events, until);
    return result.moved ? 'moved' : [result.reason, result.parting?.turn ?? null];
  };
  const two = flow(ask('q', 'r'), ask('r'));

  it('if it has ended', () => {
    expect(stays(flow(ask('q')), flow(ask('q')), [say(1, 'x')])).toEqual(['finished', null]);
  });

  it('if it would have been said something else', () => {
    const other = flow(ask('q', 't'), tell('t', 'Well', 'r'), ask('r'));
    expect(stays(two, other, [say(1, 'x')])).toEqual(['other_words', 1]);
    expect(stays(flow(ask('q')), flow(askSoon('q', 5, 'z'), tell('z', 'Late')), [], 60)).toEqual([
      'other_words',
      0,
    ]);
  });

  it('if the version calls something that nobody recorded', () => {
    const calls = flow(ask('q', 'a'), get('a', 'a', 'r'), ask('r'));
    expect(stays(two, calls, [say(1, 'x')])).toEqual(['needs_answer', 1]);
  });

  it('if it waits for another call', () => {
    const [from, to] = ['a', 'b'].map((path) => flow(get('a', path, 'z'), tell('z', 'Done')));
    expect(from && to && stays(from, to, [])).toEqual(['other_call', 0]);
  });

  it('if it would wait for something else', () => {
    const event = (name: string): Flow =>
      flow({ id: 'w', kind: 'await-event', event: name, exits: {} } as NodeInput);
    expect(stays(event('paid'), event('sent'), [])).toEqual(['other_wait', 0]);
    expect(stays(flow(pause('p', 90, 'z'), tell('z', 'x')), event('e'), [])).toEqual(['other_wait', 0]);
  });

  it('if people would be answered where their choice is no answer any more', () => {
    const choose = (value: string): Flow =>
      flow({
        ...{
          id: 'q',
          kind: 'question',
          prompt: [{ type: 'text', text: 'Which?' }],
          variable: 'q',
          exits: {},
        },
        answer: { type: 'choice', choices: [{ value, label: 'One' }] },
      } as NodeInput);
    expect(stays(choose('1'), choose('1'), [])).toBe('moved');
    expect(stays(choose('1'), choose('one'), [])).toEqual(['other_answers', 0]);
  });

  it('if it would end or fail', () => {
    const silent = flow(ask('q', 'p'), pause('p', 900, 'z'), tell('z', 'Bye'));
    const none = { id: 's', kind: 'subflow', flow: 'gone' } as NodeInput;
    const end = { id: 'e', kind: 'end' } as NodeInput;
    expect(stays(silent, flow(ask('q', 'e'), end), [say(1, 'x')], 60)).toEqual(['would_end', 1]);
    expect(stays(silent, flow(ask('q', 's'), none), [say(1, 'x')], 60)).toEqual(['would_fail', 1]);
  });

  it('if the version has no use for something that came', () => {
    const set = (id: string, next: string): NodeInput =>
      ({ id, kind: 'await-event', event: 'e', exits: { next } }) as NodeInput;
    const event: TimedEvent = [2, { type: 'event.received', name: 'e', payload: 1 }];
    expect(stays(flow(set('a', 'r'), ask('r')), flow(ask('r')), [event])).toEqual(['other_words', 0]);
    const from = flow(ask('q', 'a'), set('a', 'p'), pause('p', 900, 'q'));
    const to = flow(ask('q', 'p'), pause('p', 900, 'q'));
    expect(stays(from, to, [say(1, 'x'), event], 60)).toEqual(['input_left_over', 2]);
  });

  it('if a person would lose control', () => {
    const hand = { id: 't', kind: 'transfer', exits: {} } as NodeInput;
    const takes: TimedEvent = [2, { type: 'control.changed', control: 'human' }];
    const from = flow(ask('q', 't'), hand);
    const to = flow(ask('q', 'p'), pause('p', 900, 'q'));
    expect(stays(from, to, [say(1, 'x'), takes], 60)).toEqual(['person_in_control', 2]);
    expect(stays(from, flow(ask('q', 't'), hand, ask('r')), [say(1, 'x'), takes], 60)).toBe('moved');
  });

  it('if its record does not give its state again', () => {
    const { session, past } = askWhatIf(two, two, [say(1, 'x')]);
    const { state } = session.end;
    if (!state) throw new Error('There is no state.');
    const other = { ...session, end: { ...session.end, state: { ...state, visits: 99 } } };
    expect(migrateSession(compileFlows({ '': two }), other, past)).toMatchObject({
      ...{ moved: false, reason: 'not_reproducible', parting: { turn: 2 } },
    });
  });

  it('if its timer would have fired', () => {
    const from = flow(pause('p', 90, 'q'), ask('q'));
    const to = flow(pause('p', 5, 'q'), ask('q'));
    expect(stays(from, to, [], 60)).toEqual(['other_words', 0]);
    expect(stays(from, to, [fire(90, '1:0')], 100)).toBe('moved');
  });
});

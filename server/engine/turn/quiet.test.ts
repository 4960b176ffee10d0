import { describe, expect, it } from 'vitest';
import type { NodeInput } from '../fixtures/converse';
import { converse, type Flow, textsOf, type UntimedEvent } from '../fixtures/converse';
import { ask, call, RESULT } from '../fixtures/waiting-flows';

const three: Flow = { nodes: [ask('q', 'r'), ask('r', 's'), ask('s')] };
const busy: Flow = { nodes: [call, ask('q', 'r'), ask('r')] };

/** A conversation whose messages are held for 5 seconds; events are one second apart. */
function open(flow: Flow) {
  const conversation = converse(flow);
  const hold = (text: string, more: Partial<Extract<UntimedEvent, { type: 'message' }>> = {}) =>
    conversation.send({ type: 'message', inputId: `in ${text}`, text, quietMs: 5_000, ...more });
  const end = () => conversation.send({ type: 'quiet.ended' });
  return { ...conversation, hold, end };
}

/** The time of an event by its number. */
const secondsAfter = (state: { quiet?: { since: number; until: number } }, at: number) =>
  state.quiet && [(state.quiet.since - at) / 1000, (state.quiet.until - at) / 1000];

describe('messages of a person who may write more', () => {
  it('quiet/one-input: reach the flow together, in order, as the last one of them', () => {
    const conversation = open(three);
    const at = conversation.start().state.session?.startedAt ?? conversation.events[0]?.at ?? 0;
    expect(conversation.hold('one')).toMatchObject({
      messages: [],
      effects: [],
      outcome: { kind: 'applied' },
    });
    expect(conversation.state().status).toBe('awaiting_timer');
    conversation.hold('two');
    expect(secondsAfter(conversation.state(), at)).toEqual([1, 7]);
    const { state, messages } = conversation.end();
    expect(messages).toMatchObject([{ text: 'r?', inputId: 'in two' }]);
    expect(conversation.variables()).toEqual({ q: 'one\ntwo' });
    expect(state).toMatchObject({ status: 'awaiting_input', inbox: [], heard: 'one\ntwo' });
    expect(state.quiet).toBeUndefined();
  });

  it('quiet/bounded: are held for at most 20 seconds', () => {
    const conversation = open(three);
    conversation.start();
    for (let second = 1; second <= 19; second += 1) conversation.hold(`${second}`);
    expect(secondsAfter(conversation.state(), conversation.events[0]?.at ?? 0)).toEqual([1, 21]);
  });

  it('start the flow together, with all texts in the trigger', () => {
    const conversation = open({
      nodes: [
        {
          id: 'm',
          kind: 'message',
          messages: [{ type: 'text', text: '{{ trigger.text }}' }],
          exits: { next: 'q' },
        },
        ask('q'),
      ] as NodeInput[],
    });
    const variables = { trigger: { type: 'message', text: 'one', page: 'home' } };
    const started = conversation.send({ type: 'started', inputId: 'in-0', variables, quietMs: 5_000 });
    expect(started).toMatchObject({ messages: [], state: { status: 'awaiting_timer', wait: null } });
    conversation.hold('two');
    const result = conversation.end();
    expect(textsOf(result)).toEqual(['one\ntwo', 'q?']);
    expect(result.messages[0]?.inputId).toBe('in two');
    expect(conversation.variables()).toEqual({
      trigger: { type: 'message', text: 'one\ntwo', page: 'home' },
    });
    expect(result.state).toMatchObject({ status: 'awaiting_input', inbox: [], heard: 'one\ntwo' });
  });

  it('are still held when a call has ended', () => {
    const conversation = open(busy);
    conversation.start();
    conversation.hold('one');
    expect(conversation.state().status).toBe('running');
    const result = conversation.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    expect(textsOf(result)).toEqual(['q?']);
    expect(result.state.status).toBe('awaiting_timer');
    expect(textsOf(conversation.end())).toEqual(['r?']);
  });

  it('stay in the queue when the quiet ends before the call', () => {
    const conversation = open(busy);
    conversation.start();
    conversation.hold('one');
    expect(conversation.end().state).toMatchObject({ status: 'running', inbox: [{ text: 'one' }] });
    conversation.hold('two');
    expect(conversation.state().inbox).toMatchObject([{ text: 'one' }, { text: 'two' }]);
    conversation.send({ type: 'effect.succeeded', effect: '1:0', result: RESULT });
    expect(conversation.variables()).toEqual({ q: 'one' });
    conversation.end();
    expect(conversation.variables()).toEqual({ q: 'one', r: 'two' });
  });

  it('reach the flow at once when a structured answer or a message that is not held comes', () => {
    const conversation = open(three);
    conversation.start();
    conversation.hold('one');
    expect(textsOf(conversation.hold('', { value: 'two' }))).toEqual(['r?', 's?']);
    expect(conversation.variables()).toEqual({ q: 'one', r: 'two' });
    conversation.hold('three');
    conversation.send({ type: 'choice', inputId: 'x', value: 'four' });
    expect(conversation.variables()).toEqual({ q: 'one', r: 'two', s: 'three' });
  });

  it('are the answer when the time to answer is over, and cancel no timer that has fired', () => {
    const noReply = { after: { amount: 10, unit: 'seconds' } };
    const late = { ...ask('q', 'r'), noReply, exits: { next: 'r', noReply: 's' } } as NodeInput;
    const conversation = open({ nodes: [late, ask('r'), ask('s')] });
    conversation.start();
    conversation.hold('one');
    const result = conversation.send({ type: 'timer.fired', timer: '1:0' });
    expect(textsOf(result)).toEqual(['r?']);
    expect(result.effects).toEqual([]);
    expect(conversation.end().outcome).toEqual({ kind: 'ignored', reason: 'no message is held' });
  });

  it.each([
    { type: 'person.replied', takes: true },
    { type: 'control.changed', control: 'human' },
  ] as const)('are left to a person who takes over by $type', (event) => {
    const conversation = open(three);
    conversation.start();
    conversation.hold('one');
    expect(conversation.send(event).state).toMatchObject({ status: 'awaiting_input', inbox: [] });
    expect(conversation.end().outcome.kind).toBe('ignored');
    conversation.send({ type: 'control.changed', control: 'flow' });
    conversation.hold('two');
    conversation.end();
    expect(conversation.variables()).toEqual({ q: 'two' });
  });

  it('still start the flow after a person has taken over', () => {
    const conversation = open(three);
    const variables = { trigger: { type: 'message', text: 'one' } };
    conversation.send({ type: 'started', inputId: 'in-0', variables, quietMs: 5_000 });
    conversation.send({ type: 'person.replied', takes: true });
    expect(textsOf(conversation.end())).toEqual(['q?']);
    expect(conversation.state()).toMatchObject({ control: 'human', status: 'awaiting_input' });
  });

  it('stay held when somebody replies without taking over', () => {
    const conversation = open(three);
    conversation.start();
    conversation.hold('one');
    conversation.send({ type: 'person.replied', takes: false });
    conversation.end();
    expect(conversation.variables()).toEqual({ q: 'one' });
  });

  it('are refused if they do not fit into the state, and those that are held stay', () => {
    const conversation = converse(three, { limits: { stateChars: 2_000 } });
    conversation.start();
    conversation.send({ type: 'message', inputId: 'a', text: 'one', quietMs: 5_000 });
    const event = { type: 'message', inputId: 'b', text: 'x'.repeat(3_000), quietMs: 5_000 } as const;
    expect(conversation.send(event).outcome).toEqual({ kind: 'refused', reason: 'state_full', max: 2_000 });
    conversation.send({ type: 'quiet.ended' });
    expect(conversation.variables()).toEqual({ q: 'one' });
  });

  it('fail a session that is too large to start, as without being held', () => {
    const conversation = converse(three, { limits: { stateChars: 2_000 } });
    const variables = { trigger: { text: 'x'.repeat(3_000) } };
    const { state } = conversation.send({ type: 'started', inputId: 'a', variables, quietMs: 5_000 });
    expect(state).toMatchObject({ status: 'failed', inbox: [], failure: { code: 'state_limit' } });
    expect(state.quiet).toBeUndefined();
  });
});

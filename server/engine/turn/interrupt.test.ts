import { describe, expect, it } from 'vitest';
import { converse, type Flow, type NodeInput, textsOf } from '../fixtures/converse';
import { ask, RESULT } from '../fixtures/waiting-flows';

const http = (more: object = {}): NodeInput =>
  ({
    ...{ id: 'h', kind: 'http', method: 'GET', url: 'https://x.test', interruptible: true },
    ...{ save: [{ variable: 'got', value: 'response.status' }] },
    ...{ exits: { success: 'q', failure: 'q', interrupted: 'again' }, ...more },
  }) as NodeInput;
const model = (more: object = {}): NodeInput =>
  ({
    ...{ id: 'h', kind: 'ai', url: 'https://x.test', model: 'm', prompt: 'Hi', variable: 'reply' },
    ...{ interruptible: true, exits: { next: 'q', error: 'q', interrupted: 'again' }, ...more },
  }) as NodeInput;
const again = ask('again', 'q');
const flow = (...nodes: NodeInput[]): Flow => ({ nodes: [...nodes, again, ask('q')] });

const RESPONSE = { type: 'effect.succeeded', effect: '1:0', result: RESULT } as const;
const IGNORED = { kind: 'ignored', reason: 'the session does not wait for this effect' };

function open(flow: Flow, called: { [slug: string]: Flow } = {}) {
  const conversation = converse(flow, { called });
  const interrupt = (text: string, more: { value?: number; quietMs?: number } = {}) =>
    conversation.send({ type: 'message', inputId: `in ${text}`, text, interrupt: true, ...more });
  return { ...conversation, interrupt };
}

describe('a message that interrupts', () => {
  it.each([
    ['a call', http()],
    ['a model', model()],
  ])('interrupt/canceled-once: ends %s, and the next question takes it', (_, node) => {
    const conversation = open(flow(node));
    conversation.start();
    const { effects, messages, trace, state } = conversation.interrupt('stop');
    expect(effects).toEqual([{ type: 'call.cancel', key: '1:0' }]);
    expect(messages.map(({ text, inputId }) => [text, inputId])).toEqual([
      ['again?', 'in-0'],
      ['q?', 'in stop'],
    ]);
    expect(trace.steps[0]).toMatchObject({
      ...{ nodeId: 'h', phase: 'resume', exit: 'interrupted', next: 'again', effect: { key: '1:0' } },
      note: 'A new message came, so the call was canceled.',
    });
    expect(state).toMatchObject({ status: 'awaiting_input', inbox: [], heard: 'stop' });
    expect(conversation.variables()).toEqual({ again: 'stop' });
    expect(conversation.send(RESPONSE).outcome).toEqual(IGNORED);
  });

  it('is queued at a node that may not be interrupted', () => {
    for (const node of [http({ interruptible: false }), http({ interruptible: undefined })]) {
      const conversation = open(flow(node));
      conversation.start();
      expect(conversation.interrupt('stop')).toMatchObject({ effects: [], state: { status: 'running' } });
      conversation.send(RESPONSE);
      expect(conversation.variables()).toEqual({ got: 200, q: 'stop' });
    }
  });

  it('is queued without its flag, and while a person has control', () => {
    const conversation = open(flow(http()));
    conversation.start();
    expect(conversation.say('wait').state.wait?.type).toBe('effect');
    conversation.send({ type: 'control.changed', control: 'human' });
    expect(conversation.interrupt('stop').state.wait?.type).toBe('effect');
  });

  it('forgets the rounds of a model, and not those of a model whose tool runs', () => {
    const tools = { tools: [{ flow: 'tool', description: 'x' }] };
    const tool: Flow = { nodes: [{ ...http({ interruptible: false }), exits: {} } as NodeInput] };
    const conversation = open(flow(model(tools)), { tool });
    conversation.start();
    const call = { id: 'c', type: 'function', function: { name: 'tool', arguments: '{}' } };
    const body = { choices: [{ message: { content: null, tool_calls: [call] } }] };
    conversation.send({ ...RESPONSE, result: { ...RESULT, body } });
    expect(conversation.interrupt('early').effects).toEqual([]);
    const effect = conversation.state().wait;
    if (effect?.type !== 'effect') throw new Error('the tool makes no call');
    conversation.send({ type: 'effect.succeeded', effect: effect.effect, result: RESULT });
    expect(conversation.state().frames[0]?.model).toBeDefined();
    conversation.interrupt('now');
    expect(conversation.state().frames[0]?.model).toBeUndefined();
    expect(conversation.variables()).toMatchObject({ again: 'early', q: 'now' });
  });

  it('is held after it has interrupted, with what comes then', () => {
    const conversation = open(flow(http()));
    conversation.start();
    expect(textsOf(conversation.interrupt('stop', { quietMs: 5_000 }))).toEqual(['again?']);
    expect(conversation.state().status).toBe('awaiting_timer');
    conversation.interrupt('please', { quietMs: 5_000 });
    conversation.send({ type: 'quiet.ended' });
    expect(conversation.variables()).toEqual({ again: 'stop\nplease' });
  });

  it('ends the flow where the exit is not wired, which validation warns of', () => {
    const conversation = open({ nodes: [http({ exits: { success: 'q', failure: 'q' } }), ask('q')] });
    conversation.start();
    expect(conversation.interrupt('stop').state).toMatchObject({ status: 'completed', output: null });
  });
});

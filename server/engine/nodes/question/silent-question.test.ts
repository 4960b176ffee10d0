import { describe, expect, it } from 'vitest';
import { converse, type Flow, type NodeInput, textsOf } from '../../fixtures/converse';
import { say } from '../../fixtures/waiting-flows';

const SIZES = [
  { value: 'S', label: 'Small' },
  { value: 'L', label: 'Large' },
];
const silent: NodeInput = { id: 'size', kind: 'question', answer: { type: 'choice', choices: SIZES } };
const asked = { name: 'size', type: 'choice', choices: SIZES };

describe('a question without a prompt', () => {
  it('is asked by the last message of the turn, which keeps its node', () => {
    const { start, say: answer, variables } = converse({ nodes: [say('hi', 'Which size?', 'size'), silent] });
    expect(start().messages).toEqual([
      {
        nodeId: 'hi',
        inputId: 'in-0',
        content: { type: 'text', text: 'Which size?' },
        text: 'Which size?\n1. Small\n2. Large',
        expected: asked,
      },
    ]);
    const { messages, trace } = answer('2');
    expect(trace.steps).toMatchObject([{ nodeId: 'size', answer: { accepted: true, value: 'L' } }]);
    expect(messages.map(({ content }) => content.type)).toEqual(['end']);
    expect(variables()).toEqual({});
  });

  it('changes the last of several messages alone', () => {
    const flow: Flow = { nodes: [say('a', 'One', 'b'), say('b', 'Two', 'size'), silent] };
    const { messages } = converse(flow).start();
    expect(messages.map(({ nodeId, text, expected }) => [nodeId, text, expected])).toEqual([
      ['a', 'One', undefined],
      ['b', 'Two\n1. Small\n2. Large', asked],
    ]);
  });

  it('says … if the turn has said nothing', () => {
    expect(converse({ nodes: [silent] }).start().messages).toEqual([
      {
        nodeId: 'size',
        inputId: 'in-0',
        content: { type: 'text', text: '…' },
        text: '…\n1. Small\n2. Large',
        expected: asked,
      },
    ]);
  });

  it('leaves a message alone that asked another question in the turn', () => {
    const first: NodeInput = {
      id: 'name',
      kind: 'question',
      prompt: [{ type: 'text', text: 'Your name?' }],
      answer: { type: 'text' },
      variable: 'name',
      exits: { next: 'size' },
    };
    const wait: NodeInput = {
      id: 'w',
      kind: 'wait',
      wait: { type: 'for', duration: { amount: 5, unit: 'seconds' } },
      exits: { next: 'name' },
    };
    const { start, say: answer, send, state } = converse({ nodes: [wait, first, silent] });
    start();
    answer('Ada');
    const timer = (state().wait as { timer: string }).timer;
    const { messages } = send({ type: 'timer.fired', timer });
    expect(messages.map(({ text }) => text)).toEqual(['Your name?', '…\n1. Small\n2. Large']);
    expect(messages[0]?.expected).toMatchObject({ name: 'name' });
  });

  it('asks again with the message for an invalid reply', () => {
    const { start, say: answer } = converse({ nodes: [say('hi', 'Which size?', 'size'), silent] });
    start();
    const again = answer('huge');
    expect(again.messages.map(({ nodeId, expected }) => [nodeId, expected])).toEqual([['size', asked]]);
    expect(textsOf(answer('S'))).toEqual(['']);
  });

  it('asks for the first field of a form under the last message', () => {
    const form: NodeInput = {
      id: 'order',
      kind: 'question',
      answer: { type: 'form', fields: [{ name: 'street', label: 'Street', answer: { type: 'text' } }] },
      variable: 'order',
    };
    expect(textsOf(converse({ nodes: [say('hi', 'Your address, please.', 'order'), form] }).start())).toEqual(
      ['Your address, please.\nStreet'],
    );
  });

  it('keeps the message if the choices exceed the limit of the turn', () => {
    const flow: Flow = { nodes: [say('hi', 'Which size?', 'size'), silent] };
    const { state, messages } = converse(flow, { limits: { messageChars: 150 } }).start();
    expect(state.failure).toMatchObject({ code: 'said_limit' });
    expect(messages.map(({ text }) => text)).toEqual(['Which size?']);
  });

  it('does not count the replaced message', () => {
    const flow: Flow = { nodes: [say('hi', 'Which size?', 'size'), silent] };
    const { state } = converse(flow, { limits: { messages: 1, messageChars: 330 } }).start();
    expect(state.failure ?? null).toBeNull();
  });
});

describe('a question without a variable', () => {
  it('takes the exit of the answer and reports problems under the name of the node', () => {
    const nodes: Flow['nodes'] = [
      {
        ...silent,
        rules: [{ when: 'answer != "S"', message: 'Sold out.' }],
        exits: { 'choice:L': 'done' },
      } as NodeInput,
      say('done', 'Large it is.', 'size'),
    ];
    const { start, say: answer, variables } = converse({ nodes });
    start();
    expect(textsOf(answer('S'))[0]).toContain('Sold out.');
    expect(textsOf(answer('L'))).toEqual(['Large it is.\n1. Small\n2. Large']);
    expect(variables()).toEqual({});
  });
});

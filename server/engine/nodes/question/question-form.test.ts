import { describe, expect, it } from 'vitest';
import { converse, type NodeInput, textsOf } from '../../fixtures/converse';

type QuestionInput = Extract<NodeInput, { kind: 'question' }>;

const FORM: QuestionInput = {
  id: 'q',
  kind: 'question',
  prompt: [{ type: 'text', text: 'How do we reach you?' }],
  variable: 'contact',
  answer: {
    type: 'form',
    title: 'Contact',
    submitLabel: 'Send',
    fields: [
      { name: 'name', label: 'Your name', answer: { type: 'text', minLength: 2 } },
      {
        name: 'how',
        label: 'By what?',
        answer: {
          type: 'choice',
          choices: [
            { value: 'mail', label: 'E-mail' },
            { value: 'call', label: 'Telephone' },
          ],
        },
      },
      { name: 'age', label: 'Your age', required: false, answer: { type: 'number', min: 18 } },
    ],
  },
  exits: { next: 'done' },
};

const open = (question: Partial<QuestionInput> = {}) =>
  converse({
    nodes: [
      { ...FORM, ...question },
      { id: 'done', kind: 'end', output: '{{ contact }}' },
    ],
  });

describe('form on a channel with forms', () => {
  it('attaches all its fields to the prompt', () => {
    const { messages } = open().start();
    expect(messages).toHaveLength(1);
    expect(messages[0]?.content).toEqual({ type: 'text', text: 'How do we reach you?' });
    expect(messages[0]?.expected).toMatchObject({
      name: 'contact',
      type: 'form',
      title: 'Contact',
      submitLabel: 'Send',
      fields: [
        { name: 'name', label: 'Your name', required: true, type: 'text', min: 2 },
        { name: 'how', required: true, type: 'choice', choices: [{ value: 'mail' }, { value: 'call' }] },
        { name: 'age', required: false, type: 'number', min: 18 },
      ],
    });
  });

  it('accepts all answers at once, each by its type', () => {
    const conversation = open();
    conversation.start();
    const { state } = conversation.say('', { age: '30', how: 'Telephone', name: 'Ann', more: 'ignored' });
    expect(state.output).toEqual({ name: 'Ann', how: 'call', age: 30 });
  });

  it('keeps valid fields, names the invalid ones and asks for them', () => {
    const conversation = open();
    conversation.start();
    const { messages, state } = conversation.say('', { name: 'Ann', how: 'pigeon', age: 5 });
    expect(messages[0]?.content).toEqual({
      type: 'text',
      text: 'By what?: Please choose one of these: E-mail, Telephone.\nYour age: Please give a number of at least 18.',
    });
    expect(messages[0]?.expected?.type).toBe('form');
    expect(state.wait).toMatchObject({ attempts: 1, field: 1, answers: { name: 'Ann' } });
    expect(conversation.say('', { how: 'mail' }).state.output).toEqual({
      name: 'Ann',
      how: 'mail',
      age: null,
    });
  });
});

describe('form on a channel without forms', () => {
  it('asks for one field after another, first in the plain text only', () => {
    const conversation = open();
    expect(textsOf(conversation.start())).toEqual(['How do we reach you?\nYour name']);
    const second = conversation.say('Ann');
    expect(textsOf(second)).toEqual(['By what?\n1. E-mail\n2. Telephone']);
    expect(second.messages[0]?.expected).toMatchObject({ name: 'how', type: 'choice' });
    expect(second.state.wait).toMatchObject({ field: 1, answers: { name: 'Ann' } });
    expect(textsOf(conversation.say('1'))).toEqual(['Your age (send - to leave it out)']);
    expect(conversation.say('44').state.output).toEqual({ name: 'Ann', how: 'mail', age: 44 });
  });

  it.each(['-', 'skip', 'Skip', ' - '])('skips an optional field on "%s"', (word) => {
    const conversation = open();
    conversation.start();
    conversation.say('Ann');
    conversation.say('mail');
    expect(conversation.say(word).state.output).toEqual({ name: 'Ann', how: 'mail', age: null });
  });

  it('does not skip a required field', () => {
    const conversation = open();
    conversation.start();
    expect(textsOf(conversation.say('-'))).toEqual(['Please type at least 2 characters.']);
  });

  it('asks for a field again and counts retries per field', () => {
    const conversation = open({ retries: { max: 1 }, exits: { next: 'done', invalid: 'done' } });
    conversation.start();
    conversation.say('A');
    expect(conversation.say('Ann').state.wait).toMatchObject({ attempts: 0, field: 1 });
    conversation.say('pigeon');
    expect(conversation.say('owl').trace.steps[0]).toMatchObject({ exit: 'invalid' });
  });

  it('accepts all fields at once after some were answered one by one', () => {
    const conversation = open();
    conversation.start();
    conversation.say('Ann');
    expect(conversation.say('', { how: 'mail' }).state.output).toEqual({
      name: 'Ann',
      how: 'mail',
      age: null,
    });
  });

  it('applies the rules to the complete form and starts again if one is broken', () => {
    const rules = [
      { when: "answer.age !== null || answer.how === 'mail'", message: 'We may only call adults.' },
    ];
    const conversation = open({ rules });
    conversation.start();
    const { messages, state } = conversation.say('', { name: 'Ann', how: 'call' });
    expect(messages[0]).toMatchObject({
      text: 'We may only call adults.\nYour name',
      expected: { type: 'form' },
    });
    expect(state.wait).toMatchObject({ attempts: 1, field: 0, answers: {} });
  });
});

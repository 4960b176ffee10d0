import { describe, expect, it } from 'vitest';
import { converse, type NodeInput, textsOf } from '../../fixtures/converse';

type QuestionInput = Extract<NodeInput, { kind: 'question' }>;

const QUESTION: QuestionInput = {
  id: 'q',
  kind: 'question',
  prompt: [{ type: 'text', text: 'Which day?' }],
  answer: { type: 'date', order: 'auto' },
  variable: 'day',
  exits: { next: 'done', invalid: 'no' },
};

const open = (question: Partial<QuestionInput> = {}) =>
  converse({
    nodes: [
      { ...QUESTION, ...question },
      { id: 'done', kind: 'end', output: '{{ day }}' },
      { id: 'no', kind: 'end', output: 'no' },
    ],
  });

const READINGS = [
  { value: '2026-04-03', label: 'April 3, 2026' },
  { value: '2026-03-04', label: 'March 4, 2026' },
];

describe('a date with two readings', () => {
  it('is asked back with the readings as choices', () => {
    const conversation = open();
    conversation.start();
    const { messages, state, trace } = conversation.say('03/04/2026');
    expect(messages).toMatchObject([
      {
        content: { text: 'Please choose the date that you mean: April 3, 2026 or March 4, 2026.' },
        text: 'Please choose the date that you mean: April 3, 2026 or March 4, 2026.\n1. April 3, 2026\n2. March 4, 2026',
        expected: { name: 'day', type: 'choice', choices: READINGS },
      },
    ]);
    expect(state.wait).toMatchObject({ attempts: 0, readings: READINGS });
    expect(trace.steps[0]?.answer).toMatchObject({ accepted: false });
  });

  it.each([
    ['2', '2026-03-04', 'number'],
    ['٢', '2026-03-04', 'number'],
    ['april 3, 2026', '2026-04-03', 'folded'],
    ['2026-04-03', '2026-04-03', 'value'],
  ])('is answered by %j, in the trace by the rule', (text, day, matchedBy) => {
    const conversation = open();
    conversation.start();
    conversation.say('03/04/2026');
    const { state, trace } = conversation.say(text);
    expect(state.output).toBe(day);
    expect(trace.steps[0]?.answer).toEqual({ accepted: true, value: day, matchedBy });
  });

  it('is answered by a choice event, or by another date', () => {
    const chosen = open();
    chosen.start();
    chosen.say('03/04/2026');
    expect(chosen.send({ type: 'choice', inputId: 'in-9', value: '2026-03-04' }).state.output).toBe(
      '2026-03-04',
    );
    const typed = open();
    typed.start();
    typed.say('03/04/2026');
    expect(typed.say('31 Dec 2026').state.output).toBe('2026-12-31');
  });

  it('counts as invalid from the second time on', () => {
    const conversation = open({ retries: { max: 0, message: 'A date, please.' } });
    conversation.start();
    expect(textsOf(conversation.say('03/04/2026'))[0]).toContain('Please choose the date');
    expect(conversation.say('03/04/2026').state.output).toBe('no');
  });

  it('is forgotten after an invalid reply', () => {
    const conversation = open({ retries: { max: 5 } });
    conversation.start();
    conversation.say('03/04/2026');
    expect(conversation.say('soon').state.wait).not.toHaveProperty('readings');
    expect(conversation.say('2').state.wait).toMatchObject({ attempts: 2 });
  });

  it('is refused outside the bounds even if it was offered', () => {
    const conversation = open({ answer: { type: 'date', order: 'auto', min: '2026-04-01' } });
    conversation.start();
    conversation.say('03/04/2026');
    expect(textsOf(conversation.say('2'))).toEqual(['Please give a date from 2026-04-01 on.']);
  });

  it('does not ask again where the language decides', () => {
    const flow = { nodes: [{ ...QUESTION, answer: { type: 'date' as const } }], locale: 'en-GB' };
    const conversation = converse(flow);
    conversation.start();
    const { trace } = conversation.say('03/04/2026');
    expect(trace.steps[0]).toMatchObject({
      answer: { accepted: true, value: '2026-04-03' },
      note: 'Read "03/04/2026" as 2026-04-03, day first.',
    });
  });
});

describe('a form field with two readings', () => {
  const FORM: QuestionInput['answer'] = {
    type: 'form',
    fields: [
      { name: 'day', label: 'Day', answer: { type: 'date', order: 'auto' } },
      { name: 'people', label: 'People', answer: { type: 'number' } },
    ],
  };

  it('is asked back when fields are asked one by one', () => {
    const conversation = open({ answer: FORM });
    conversation.start();
    const { messages } = conversation.say('03/04/2026');
    expect(messages[0]?.expected).toEqual({ name: 'day', type: 'choice', choices: READINGS });
    expect(textsOf(conversation.say('1'))).toEqual(['People']);
    expect(conversation.say('2').state.output).toEqual({ day: '2026-04-03', people: 2 });
  });

  it('is asked back when the form is sent at once', () => {
    const conversation = open({ answer: FORM });
    conversation.start();
    const { messages, state } = conversation.say('', { day: '03/04/2026', people: 3 });
    expect(messages[0]).toMatchObject({
      text: 'Day: Please choose the date that you mean: April 3, 2026 or March 4, 2026.\nDay\n1. April 3, 2026\n2. March 4, 2026',
      expected: { type: 'form' },
    });
    expect(state.wait).toMatchObject({ attempts: 0, field: 0, answers: { people: 3 } });
    expect(conversation.say('2').state.output).toEqual({ day: '2026-03-04', people: 3 });
  });
});

import { describe, expect, it } from 'vitest';
import { AT, converse, type NodeInput, textsOf } from '../fixtures/converse';

type QuestionInput = Extract<NodeInput, { kind: 'question' }>;

const question = (input: Partial<QuestionInput>): NodeInput => ({
  id: 'q',
  kind: 'question',
  prompt: [{ type: 'text', text: 'How many?' }],
  answer: { type: 'number', min: 1, max: 9 },
  variable: 'n',
  exits: { next: 'done' },
  ...input,
});

const open = (input: Partial<QuestionInput> = {}, ...more: NodeInput[]) =>
  converse({ nodes: [question(input), { id: 'done', kind: 'end', output: '{{ n }}' }, ...more] });

describe('question', () => {
  it('sends its prompt, attaches the expectation to the last message, and waits', () => {
    const prompt: QuestionInput['prompt'] = [
      { type: 'text', text: 'Hello' },
      { type: 'text', text: 'How many?' },
    ];
    const { messages, state } = open({ prompt }).start();
    expect(messages.map(({ text, expected }) => [text, expected])).toEqual([
      ['Hello', undefined],
      ['How many?', { name: 'n', type: 'number', min: 1, max: 9 }],
    ]);
    expect(state).toMatchObject({
      status: 'awaiting_input',
      wait: { type: 'input', attempts: 0, timer: null },
    });
  });

  it('stores the typed answer and continues', () => {
    const conversation = open();
    conversation.start();
    const { state, trace } = conversation.say('3');
    expect(state.output).toBe(3);
    expect(trace.steps[0]).toMatchObject({
      phase: 'resume',
      exit: 'next',
      next: 'done',
      changed: [{ name: 'n', before: null, after: 3 }],
      answer: { accepted: true, value: 3 },
    });
  });

  it('asks again without limit by default, and explains what is wrong', () => {
    const conversation = open();
    conversation.start();
    for (let wrong = 1; wrong <= 30; wrong++) {
      const { messages, state, trace } = conversation.say('many');
      expect(messages).toMatchObject([
        { text: 'Please answer with a number.', expected: { type: 'number' } },
      ]);
      expect(state.wait).toMatchObject({ attempts: wrong });
      expect(trace.steps[0]?.answer).toEqual({ accepted: false, reason: 'Please answer with a number.' });
    }
  });

  it('takes invalid if no retries are left', () => {
    const conversation = open(
      { retries: { max: 2, message: 'A number, {{ who }}.' }, exits: { next: 'done', invalid: 'no' } },
      { id: 'no', kind: 'end', output: 'gave up' },
    );
    conversation.start({ who: 'Ann' });
    expect(textsOf(conversation.say('a'))).toEqual(['A number, Ann.']);
    expect(textsOf(conversation.say('b'))).toEqual(['A number, Ann.']);
    expect(conversation.say('c').state.output).toBe('gave up');
  });

  it('asks again if no retries are left and invalid is not wired', () => {
    const conversation = open({ retries: { max: 0 } });
    conversation.start();
    const { state, trace } = conversation.say('a');
    expect(state.status).toBe('awaiting_input');
    expect(trace.steps[0]?.note).toBe('No retries are left, but the exit "invalid" is not wired.');
    expect(conversation.say('4').state.output).toBe(4);
  });

  it('applies the rules in order, with their messages', () => {
    const rules = [
      { when: 'answer !== taken', message: '{{ answer }} is taken.' },
      { when: 'answer % 2 === 1', message: 'An odd one.' },
    ];
    const conversation = open({ rules, retries: { max: 9, message: 'Again.' } });
    conversation.start({ taken: 4 });
    expect(textsOf(conversation.say('4'))).toEqual(['4 is taken.']);
    const broken = conversation.say('6');
    expect(textsOf(broken)).toEqual(['An odd one.']);
    expect(broken.trace.steps[0]?.answer).toEqual({
      accepted: false,
      reason: 'An odd one.',
      rule: {
        source: 'answer % 2 === 1',
        value: false,
        operands: [
          { source: 'answer', value: 6 },
          { source: 'answer % 2', value: 0 },
        ],
      },
    });
    expect(textsOf(conversation.say('x'))).toEqual(['Again.']);
    expect(conversation.say('7').state.output).toBe(7);
    expect(conversation.variables()).not.toHaveProperty('answer');
  });

  it('sends a default message if the message of a rule renders empty', () => {
    const rules = [{ when: 'answer > 9', message: '{{ nothing }}' }];
    const conversation = open({ rules });
    conversation.start();
    expect(textsOf(conversation.say('4'))).toEqual(['This answer is not accepted.']);
    const worded = open({ rules, retries: { max: 9, message: 'Again.' } });
    worded.start();
    expect(textsOf(worded.say('4'))).toEqual(['Again.']);
  });

  it('asks even if its prompt renders empty', () => {
    const { messages } = open({ prompt: [{ type: 'text', text: '{{ nothing }}' }] }).start();
    expect(messages).toMatchObject([{ text: '…', expected: { type: 'number' } }]);
  });

  it('notes how a number was read', () => {
    const conversation = open();
    conversation.start();
    expect(conversation.say('1,5').trace.steps[0]?.note).toBe('Read with a decimal comma.');
  });
});

describe('question with choices', () => {
  const dynamic = [0, 1, 2].map((index) => ({ value: `v${index}`, label: `{{ names[${index}] }}` }));
  const MISSING = { answer: { type: 'choice' as const, choices: dynamic }, variable: 'c' };

  it('leaves out a choice whose label has no data, and says so (messages/nothing-empty)', () => {
    const conversation = open(MISSING);
    const { messages, trace } = conversation.start({ names: ['Ann', '', 'Bo'] });
    expect(messages[0]?.text).toBe('How many?\n1. Ann\n2. Bo');
    expect(messages[0]?.expected?.choices?.map(({ value }) => value)).toEqual(['v0', 'v2']);
    expect(trace.steps[0]?.note).toBe('The choice "v1" was left out: its label is empty.');
    expect(textsOf(conversation.say('v1'))).toEqual(['Please choose one of these: Ann, Bo.\n1. Ann\n2. Bo']);
    conversation.say('2');
    expect(conversation.variables()).toMatchObject({ c: 'v2' });
  });

  it('offers choices by their values if no label has data', () => {
    const { messages } = open(MISSING).start({ names: [] });
    expect(messages[0]?.text).toBe('How many?\n1. v0\n2. v1\n3. v2');
  });

  it('asks for no more than it offers', () => {
    const conversation = open({ answer: { type: 'multi-choice', choices: dynamic, min: 2 }, variable: 'c' });
    expect(conversation.start({ names: ['Ann'] }).messages[0]?.expected).toMatchObject({ min: 1 });
    conversation.say('Ann');
    expect(conversation.variables()).toMatchObject({ c: ['v0'] });
  });

  const choices = ['Red', 'Blue'].map((label) => ({ value: label.toLowerCase(), label: `${label} {{ n }}` }));

  it('lists them as numbered lines in the plain text only', () => {
    const { messages } = open({ answer: { type: 'choice', choices }, variable: 'c' }).start({ n: 1 });
    expect(messages[0]?.text).toBe('How many?\n1. Red 1\n2. Blue 1');
    expect(messages[0]?.content).toEqual({ type: 'text', text: 'How many?' });
    expect(messages[0]?.expected?.choices).toEqual([
      { value: 'red', label: 'Red 1' },
      { value: 'blue', label: 'Blue 1' },
    ]);
  });

  it('takes the exit of the choice if it is wired, else next', () => {
    const exits = { next: 'done', 'choice:blue': 'sea' };
    const sea: NodeInput = { id: 'sea', kind: 'end', output: 'sea' };
    const answered = (text: string) => {
      const conversation = open({ answer: { type: 'choice', choices }, exits }, sea);
      conversation.start();
      return conversation.say(text);
    };
    expect(answered('blue').state.output).toBe('sea');
    expect(answered('red').state.output).toBe('red');
    expect(answered('2').trace.steps[0]).toMatchObject({
      exit: 'choice:blue',
      answer: { matchedBy: 'number' },
    });
  });

  it('accepts a choice event by value', () => {
    const conversation = open({ answer: { type: 'choice', choices } });
    conversation.start();
    const { state } = conversation.send({ type: 'choice', inputId: 'in-1', value: 'blue' });
    expect(state.output).toBe('blue');
  });

  it('takes the exits yes and no if they are wired, else next', () => {
    const exits = { next: 'done', yes: 'on' };
    const answered = (text: string) => {
      const conversation = open(
        { answer: { type: 'confirm' }, exits },
        { id: 'on', kind: 'end', output: 'on' },
      );
      conversation.start();
      return conversation.say(text).state.output;
    };
    expect(answered('yes')).toBe('on');
    expect(answered('no')).toBe(false);
  });
});

describe('question without a reply', () => {
  const noReply = { after: { amount: 10, unit: 'minutes' as const } };
  const late: NodeInput = { id: 'late', kind: 'end', output: 'late' };
  const openTimed = () => open({ noReply, exits: { next: 'done', noReply: 'late' } }, late);

  it('sets a timer, and takes noReply when it fires', () => {
    const conversation = openTimed();
    expect(conversation.start().effects).toEqual([{ type: 'timer.set', key: '1:0', dueAt: AT + 600_000 }]);
    const { state, effects } = conversation.send({ type: 'timer.fired', timer: '1:0' });
    expect(state.output).toBe('late');
    expect(effects).toEqual([]);
  });

  it('cancels the timer when a reply arrives', () => {
    const conversation = openTimed();
    conversation.start();
    expect(conversation.say('3').effects).toEqual([{ type: 'timer.cancel', key: '1:0' }]);
  });

  it('restarts the timer after an invalid reply', () => {
    const conversation = openTimed();
    conversation.start();
    expect(conversation.say('x').effects).toEqual([
      { type: 'timer.set', key: '2:0', dueAt: AT + 1000 + 600_000 },
      { type: 'timer.cancel', key: '1:0' },
    ]);
    expect(conversation.send({ type: 'timer.fired', timer: '1:0' }).outcome.kind).toBe('ignored');
  });
});

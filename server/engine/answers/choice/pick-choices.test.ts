import { describe, expect, it } from 'vitest';
import { checkPendingValue } from '../../check-pending-value';
import { AT, converse, type NodeInput, textsOf } from '../../fixtures/converse';
import type { Json } from '../../json';
import { validateFlow } from '../../validate';

const SLOTS = { list: 'slots', value: 'item.id', label: '{{ item.day }} at {{ item.time }}' };
const slots = [
  { id: 7, day: 'Monday', time: '9:00' },
  { id: 'b', day: 'Tuesday', time: '10:00' },
];
const question = (answer: object, exits: Record<string, string> = {}): NodeInput =>
  ({
    ...{ id: 'slot', kind: 'question', prompt: [{ type: 'text', text: 'When?' }], variable: 'slot', exits },
    answer: { type: 'choice', ...answer },
  }) as NodeInput;
const none = { value: 'none', label: 'None of these' };

const open = (answer: object, variables: { [name: string]: Json }, exits?: Record<string, string>) => {
  const other: NodeInput = { id: 'other', kind: 'message', messages: [{ type: 'text', text: 'No slot.' }] };
  const conversation = converse({ nodes: [question(answer, exits), other] });
  return { ...conversation, started: conversation.start(variables) };
};
const offeredBy = ({ started }: ReturnType<typeof open>) => started.messages[0]?.expected?.choices;

describe('choices from data (answers/picked-once)', () => {
  it('come from a list, before those of the definition', () => {
    const conversation = open({ choicesFrom: SLOTS, choices: [none] }, { slots });
    expect(offeredBy(conversation)).toEqual([
      { value: '7', label: 'Monday at 9:00' },
      { value: 'b', label: 'Tuesday at 10:00' },
      none,
    ]);
    expect(textsOf(conversation.started)).toEqual([
      'When?\n1. Monday at 9:00\n2. Tuesday at 10:00\n3. None of these',
    ]);
    expect(conversation.state().wait).toMatchObject({ choices: offeredBy(conversation) });
    conversation.say('tuesday at 10:00');
    expect(conversation.variables()).toMatchObject({ slot: 'b' });
  });

  it('stay those that were offered, whatever changes', () => {
    const conversation = open({ choicesFrom: SLOTS, choices: [none] }, { slots });
    conversation.send({ type: 'variables.changed', set: { slots: [] } });
    const again = conversation.say('Sunday');
    expect(again.messages[0]?.expected?.choices).toEqual(offeredBy(conversation));
    expect(textsOf(again)[0]).toContain('Monday at 9:00, Tuesday at 10:00, None of these.');
    conversation.say('1');
    expect(conversation.variables()).toMatchObject({ slot: '7' });
  });

  it('take next, and those of the definition their own exit', () => {
    const exits = { 'choice:none': 'other' };
    const conversation = open({ choicesFrom: SLOTS, choices: [none] }, { slots }, exits);
    expect(textsOf(conversation.say('none'))[0]).toBe('No slot.');
    const { trace } = open({ choicesFrom: SLOTS, choices: [none] }, { slots }, exits).say('b');
    expect(trace.steps.map(({ exit, next }) => [exit, next])).toEqual([['next', null]]);
  });

  it.each<[string, object, { [name: string]: Json }]>([
    ['an empty list', { choicesFrom: SLOTS }, { slots: [] }],
    ['no list', { choicesFrom: SLOTS }, { slots: 'Monday' }],
    ['conditions that are all false', { choices: [{ ...none, when: 'vip' }] }, { vip: false }],
  ])('take empty without asking: %s', (_, answer, variables) => {
    const { started, state } = open(answer, variables, { empty: 'other' });
    expect(textsOf(started)[0]).toBe('No slot.');
    expect(started.trace.steps[0]).toMatchObject({ nodeId: 'slot', exit: 'empty', next: 'other' });
    expect(state().status).toBe('completed');
  });

  it('are at most `max`, each value once, and only texts, numbers and yes or no', () => {
    const odd = [null, { a: 1 }, '', 'x'.repeat(201), 'a', 'a', 'none', true, 3, 4];
    const conversation = open(
      { choicesFrom: { list: 'odd', value: 'item', max: 3 }, choices: [none] },
      { odd },
    );
    expect(offeredBy(conversation)).toEqual([
      { value: 'a', label: 'a' },
      { value: 'true', label: 'true' },
      { value: '3', label: '3' },
      none,
    ]);
    expect(conversation.started.trace.steps[0]?.note).toContain('7 of 10 entries are no choice');
  });

  it('are at most 50 with those of the definition', () => {
    const many = Array.from({ length: 200 }, (_, index) => index);
    const conversation = open({ choicesFrom: { list: 'many', value: 'item' }, choices: [none] }, { many });
    expect(offeredBy(conversation)).toHaveLength(50);
    expect(offeredBy(conversation)?.at(-1)).toEqual(none);
  });

  it('are offered when their condition is true', () => {
    const choices = [
      { value: 'a', label: 'A', when: 'count > 1' },
      { value: 'b', label: 'B', when: 'missing.value' },
      { value: 'c', label: 'C' },
    ];
    const conversation = open({ choices }, { count: 2 });
    expect(offeredBy(conversation)?.map(({ value }) => value)).toEqual(['a', 'c']);
    expect(conversation.say('b').state.status).toBe('awaiting_input');
    expect(conversation.say('a').state.status).toBe('completed');
  });

  it('may be chosen several at once', () => {
    const answer = { type: 'multi-choice', choicesFrom: SLOTS, min: 2 };
    const conversation = open(answer, { slots });
    conversation.send({ type: 'variables.changed', set: { slots: [] } });
    expect(textsOf(conversation.say('7'))[0]).toContain('at least 2');
    conversation.say('1, 2');
    expect(conversation.variables()).toMatchObject({ slot: ['7', 'b'] });
  });

  it('are what a form of a page is checked against', () => {
    const { state, program } = open({ choicesFrom: SLOTS }, { slots });
    expect(checkPendingValue(program, state(), 'b', AT)).toEqual([]);
    expect(checkPendingValue(program, state(), 'z', AT)).toMatchObject([{ field: 'slot' }]);
  });

  it('end the session if expressions take too long', () => {
    const answer = { choicesFrom: { list: 'many', value: 'many.map(x => many.indexOf(x)).length + item' } };
    const { started } = open(answer, { many: Array.from({ length: 3_000 }, (_, index) => index) });
    expect(started.state.failure).toMatchObject({ code: 'expression_budget' });
  });
});

describe('a definition with choices from data', () => {
  const problems = (answer: object, exits = {}) =>
    validateFlow({
      format: 1,
      start: 'slot',
      variables: [{ name: 'slots' }],
      nodes: [question(answer, exits)],
    }).problems.map(({ code, path }) => [code, path]);

  it('is valid, and warns of an exit for no choice that leads nowhere', () => {
    expect(problems({ choicesFrom: SLOTS })).toEqual([['unwired_exit', '/nodes/0/exits']]);
    expect(problems({ choicesFrom: SLOTS }, { empty: 'slot' })).toEqual([]);
  });

  it('needs choices, and reports names out of scope', () => {
    expect(problems({ choices: [] })).toEqual([['no_choices', '/nodes/0/answer']]);
    expect(problems({ choicesFrom: { list: 'item', value: 'item' } }, { empty: 'slot' })).toEqual([
      ['unknown_variable', '/nodes/0/answer/choicesFrom/list'],
    ]);
  });
});

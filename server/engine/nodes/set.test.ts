import { describe, expect, it } from 'vitest';
import { converse, type Flow } from '../fixtures/converse';

function setAll(assign: { variable: string; value: string }[], flow: Partial<Flow> = {}, given = {}) {
  const conversation = converse({ ...flow, nodes: [{ id: 's', kind: 'set', assign }] });
  const result = conversation.start(given);
  return { result, variables: conversation.variables(), step: result.trace.steps[0] };
}

describe('set', () => {
  it('reports every assigned list as a change, so that stored and in-memory sessions have equal traces (state/json)', () => {
    const conversation = converse({
      nodes: [
        { id: 's', kind: 'set', assign: [{ variable: 'b', value: 'a' }], exits: { next: 'q' } },
        {
          id: 'q',
          kind: 'question',
          prompt: [{ type: 'text', text: '?' }],
          answer: { type: 'text' },
          variable: 'x',
          exits: { next: 's' },
        },
      ],
    });
    conversation.start({ a: [1] });
    expect(conversation.say('again').trace.steps[1]?.changed).toEqual([
      { name: 'b', before: [1], after: [1] },
    ]);
  });

  it('records no change of null to null', () => {
    const { step } = setAll([{ variable: 'n', value: 'null' }], {}, { n: null });
    expect(step).not.toHaveProperty('changed');
  });

  it('assigns in order, each seeing the previous results', () => {
    const { variables } = setAll([
      { variable: 'a', value: '2' },
      { variable: 'b', value: 'a * 3' },
      { variable: 'a', value: 'a + b' },
    ]);
    expect(variables).toEqual({ a: 8, b: 6 });
  });

  it('records changes with the values before and after', () => {
    const { step } = setAll(
      [
        { variable: 'n', value: 'n + 1' },
        { variable: 'same', value: "'x'" },
      ],
      {},
      { n: 1, same: 'x' },
    );
    expect(step?.changed).toEqual([{ name: 'n', before: 1, after: 2 }]);
  });

  it('sets null if an expression fails or has no value, and notes it', () => {
    const { variables, step } = setAll([
      { variable: 'a', value: 'nothing.there' },
      { variable: 'b', value: '1 +' },
    ]);
    expect(variables).toEqual({ a: null, b: null });
    expect(step?.note).toContain('"nothing.there" reads missing variables: nothing.');
    expect(step?.note).toContain('"1 +":');
  });

  it('sets variables of any name', () => {
    const { variables } = setAll([
      { variable: '__proto__', value: '{ polluted: true }' },
      { variable: 'constructor', value: '1' },
    ]);
    expect(Object.keys(variables)).toEqual(['__proto__', 'constructor']);
    expect(JSON.parse(JSON.stringify(variables))).toEqual(variables);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('starts with rendered defaults for variables that are not given', () => {
    const variables = [
      { name: 'who', default: 'guest' },
      { name: 'hello', default: { text: 'Hi {{ who }}', list: ['{{ n }}'] } },
      { name: 'n', default: 1 },
    ];
    const { variables: set } = setAll([{ variable: 'x', value: '1' }], { variables }, { who: 'Ann', n: 7 });
    expect(set).toEqual({ who: 'Ann', hello: { text: 'Hi Ann', list: [7] }, n: 7, x: 1 });
  });

  it('clips large values in the trace but not in the state', () => {
    const { variables, step } = setAll([{ variable: 'big', value: "'x'.repeat(10000)" }]);
    expect(variables.big).toHaveLength(10_000);
    expect(JSON.stringify(step).length).toBeLessThan(1000);
  });
});

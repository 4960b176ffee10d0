import { describe, expect, it } from 'vitest';
import { listVariables } from '../graph/list-variables';
import { addLocals, listVariableFacts } from './list-variable-facts';

const question = (id: string, variable: string, answer: object) => ({
  id,
  kind: 'question',
  variable,
  answer,
});
const options = (...values: string[]) => values.map((value) => ({ value, label: value }));
const draft = {
  variables: [{ name: 'total', default: 3 }, { name: 'vip', default: false }, { name: 'open' }],
  nodes: [
    question('a', 'need', { type: 'choice', choices: options('Sales', 'Help') }),
    question('b', 'need', { type: 'choice', choices: options('Help', 'Person') }),
    question('c', 'mixed', { type: 'number' }),
    question('d', 'mixed', { type: 'text' }),
    question('e', 'late', { type: 'choice', choicesFrom: { list: 'x', value: 'item' } }),
    question('f', 'order', {
      type: 'form',
      fields: [
        { name: 'size', answer: { type: 'rating' } },
        { name: 'gift', answer: { type: 'confirm' } },
      ],
    }),
  ],
};
const facts = listVariableFacts(draft, listVariables(draft, new Map([['a', ['need']]])));
const of = (path: string) => facts.find((fact) => fact.path === path);

describe('what rows offer to compare', () => {
  it('begins with the answers, and knows their choices', () => {
    expect(facts.slice(0, 6).map(({ path }) => path)).toEqual([
      ...['need', 'mixed', 'late', 'order', 'order.size', 'order.gift'],
    ]);
    expect(of('need')).toEqual({ path: 'need', kind: 'choice', choices: ['Sales', 'Help', 'Person'] });
    expect(of('mixed')).toEqual({ path: 'mixed', kind: 'any', choices: [] });
    expect(of('late')).toEqual({ path: 'late', kind: 'text', choices: [] });
    expect(of('order.size')?.kind).toBe('number');
    expect(of('order.gift')?.kind).toBe('boolean');
  });

  it('knows the kinds of declared variables, and the members of objects', () => {
    expect(of('total')?.kind).toBe('number');
    expect(of('vip')?.kind).toBe('boolean');
    expect(of('open')?.kind).toBe('any');
    expect(of('trigger.type')?.kind).toBe('text');
    expect(facts.filter(({ path }) => path === 'need')).toHaveLength(1);
  });

  it('begins with the names of the field, which hide variables of the same name', () => {
    const paths = addLocals(['order', 'answer'], facts).map(({ path }) => path);
    expect(paths.slice(0, 5)).toEqual(['order', 'answer', 'need', 'mixed', 'late']);
    expect(paths.filter((path) => path.startsWith('order'))).toEqual(['order']);
    expect(addLocals([], facts)).toEqual(facts);
  });

  it('has the declared type of a variable, whatever its default', () => {
    const typed = {
      variables: ['text', 'number', 'boolean', 'list', 'object'].map((valueType) => ({
        name: valueType,
        valueType,
      })),
      inputs: { type: 'object', properties: { count: { type: 'integer' }, other: {} } },
      nodes: [],
    };
    const kinds = listVariableFacts(typed, listVariables(typed, new Map())).map(({ path, kind }) => [
      path,
      kind,
    ]);
    expect(kinds.slice(-7)).toEqual([
      ...[
        ['text', 'text'],
        ['number', 'number'],
        ['boolean', 'boolean'],
        ['list', 'list'],
      ],
      ...[
        ['object', 'any'],
        ['count', 'number'],
        ['other', 'any'],
      ],
    ]);
  });
});

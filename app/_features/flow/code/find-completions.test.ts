import { describe, expect, it } from 'vitest';
import { listVocabulary } from '../engine-worker/list-vocabulary';
import { findCompletions } from './find-completions';

const scope = {
  variables: new Map<string, unknown>([
    ['customer', { name: 'Ada', vip: true, 'odd key': 1 }],
    ['count', 3],
    ['later', undefined],
  ]),
  locals: ['answer'],
  vocabulary: listVocabulary(),
};
const names = (before: string, language: 'expression' | 'template' = 'expression', explicit = false) =>
  findCompletions(before, language, scope, explicit)?.options.map(({ text }) => text) ?? null;

describe('the completions of a word', () => {
  it('are the variables and functions in scope', () => {
    expect(names('c')).toEqual(['customer', 'count', 'contact']);
    expect(names('1 + AN')).toEqual(['answer']);
    expect(names('$n')).toEqual(['$now()', '$nextOpen(']);
    expect(names('')).toBeNull();
    expect(names('', 'expression', true)).toContain('customer');
    expect(names('count')).toBeNull();
  });

  it('are the members of the value in the sample', () => {
    expect(names('customer.')).toEqual(['name', 'vip']);
    expect(names('customer.n')).toEqual(['name']);
    expect(names('list[0].na')).toBeNull();
    expect(findCompletions('a + customer.v', 'expression', scope, false)).toEqual({
      from: 13,
      options: [{ text: 'vip', detail: 'true' }],
    });
  });

  it('include the engine’s functions and methods', () => {
    expect(names('Math.ro')).toEqual(['round(']);
    expect(names('Ma')).toEqual(['Math']);
    expect(names('customer.name.toU')).toEqual(['toUpperCase(']);
    expect(names('count.toF')).toEqual(['toFixed(']);
    expect(names('later.to')).toBeNull();
    expect(findCompletions('$f', 'expression', scope, false)?.options).toEqual([
      { text: '$format(', detail: 'value, pattern' },
    ]);
  });

  it('include the session and the contact, unless a variable has the name', () => {
    expect(names('session.')).toEqual(['id', 'startedAt', 'channel', 'version', 'language']);
    expect(names('contact.')).toEqual(['address', 'name', 'locale', 'attributes']);
    const own = { ...scope, variables: new Map<string, unknown>([['contact', { phone: 1 }]]) };
    const options = (before: string) => findCompletions(before, 'expression', own, false)?.options;
    expect(options('contact.')).toEqual([{ text: 'phone', detail: '1' }]);
    expect(options('cont')).toEqual([{ text: 'contact', detail: '{"phone":1}' }]);
  });

  it('include the members of a response, where it is in scope', () => {
    const members = (locals: string[]) =>
      findCompletions('response.', 'expression', { ...scope, locals }, false)?.options.map(
        ({ text }) => text,
      );
    expect(members(['response'])).toEqual(['status', 'headers', 'body', 'url']);
    expect(members([])).toBeUndefined();
  });

  it('exist only within braces in a text', () => {
    expect(names('Hello c', 'template')).toBeNull();
    expect(names('Hello {{ c', 'template')).toEqual(['customer', 'count', 'contact']);
    expect(names('Hello {{ c }} c', 'template')).toBeNull();
    expect(names('Hello \\{{ c', 'template')).toBeNull();
  });
});

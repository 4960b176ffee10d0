import { describe, expect, it } from 'vitest';
import { converse, type Flow } from '../fixtures/converse';
import { validateFlow } from '../validate';
import { findRegion } from './locale';

const AMOUNT: Flow = {
  nodes: [
    {
      id: 'q',
      kind: 'question',
      prompt: [{ type: 'text', text: 'How much?' }],
      answer: { type: 'number' },
      variable: 'n',
      exits: { next: 'done' },
    },
    { id: 'done', kind: 'end', output: '{{ n }}' },
  ],
};

const CALLER: Flow = {
  nodes: [
    {
      id: 'call',
      kind: 'subflow',
      flow: 'amount',
      outputs: [{ variable: 'n', value: 'output' }],
      exits: { next: 'done' },
    },
    { id: 'done', kind: 'end', output: '{{ n }}' },
  ],
};

describe('the language of a flow', () => {
  it.each<[own: string | undefined, called: string | undefined, stored: number]>([
    [undefined, undefined, 1234],
    ['de', undefined, 1.234],
    [undefined, 'de', 1.234],
    ['de', 'en', 1234],
  ])('decides how answers are read: %s, in a called flow %s', (locale, called, stored) => {
    const conversation = converse(
      { ...CALLER, locale },
      { called: { amount: { ...AMOUNT, locale: called } } },
    );
    conversation.start();
    expect(conversation.say('1,234').state.output).toBe(stored);
  });

  it.each(['en', 'pt-BR', 'zh-Hant-TW', 'sr-Latn', 'de-CH-1996'])('may be %s', (locale) => {
    const { problems } = validateFlow({ format: 1, locale, start: 'q', ...AMOUNT });
    expect(problems).toEqual([]);
  });

  it.each(['', 'english', 'de_DE', 'e', 'x'.repeat(36), 7, null])('cannot be %j', (locale) => {
    const { problems } = validateFlow({ format: 1, locale, start: 'q', ...AMOUNT });
    expect(problems).toMatchObject([{ code: 'shape', path: '/locale' }]);
  });
});

describe('findRegion', () => {
  it.each([
    ['de', 'DE'],
    ['de-AT', 'AT'],
    ['pt', 'BR'],
    ['zh-Hant', 'TW'],
    ['en-GB', 'GB'],
    ['en', null],
    ['en-Latn', null],
    ['tlh', null],
    ['not a tag', null],
  ])('finds for %s the region %s', (locale, region) => {
    expect(findRegion(locale)).toBe(region);
  });
});

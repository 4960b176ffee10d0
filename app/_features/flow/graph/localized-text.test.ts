import { describe, expect, it } from 'vitest';
import {
  listLanguages,
  setTextInLanguage,
  showInLanguage,
  textInLanguage,
  textShownIn,
} from './localized-text';
import { toGraph, toPorts } from './to-graph';

const TEXT = { en: 'Hello', de: 'Hallo', 'pt-BR': 'Olá' };

describe('the languages of a draft', () => {
  it.each<[object, string[]]>([
    [{}, ['en']],
    [{ locale: 'de', languages: ['en', 'de', 'fr', 'fr', '', 7] }, ['de', 'en', 'fr']],
    [{ locale: 7, languages: 'de' }, ['en']],
  ])('of %j are %j', (draft, languages) => {
    expect(listLanguages(draft as never)).toEqual(languages);
  });
});

describe('a text', () => {
  it.each([
    ['de', 'Hallo'],
    ['de-AT', 'Hallo'],
    ['pt', 'Olá'],
    ['fr', 'Hello'],
  ])('is shown in %s as "%s"', (language, text) => {
    expect(textShownIn(TEXT, language, 'en')).toBe(text);
  });

  it('is edited in one language', () => {
    expect(textInLanguage('Hi', 'en', 'en')).toBe('Hi');
    expect(textInLanguage('Hi', 'de', 'en')).toBe('');
    expect(textInLanguage(TEXT, 'de', 'en')).toBe('Hallo');
  });

  it.each<[unknown, string, string, unknown]>([
    ['Hi', 'en', 'Hey', 'Hey'],
    ['Hi', 'en', '', undefined],
    ['Hi', 'de', 'Hallo', { en: 'Hi', de: 'Hallo' }],
    [undefined, 'de', 'Hallo', { de: 'Hallo' }],
    [{ de: 'Hallo' }, 'en', 'Hi', { en: 'Hi', de: 'Hallo' }],
    [{ en: 'Hi', de: 'Hallo' }, 'de', 'Servus', { en: 'Hi', de: 'Servus' }],
    [{ en: 'Hi', de: 'Hallo' }, 'de', '', 'Hi'],
    [{ en: 'Hi', de: 'Hallo' }, 'en', '', { de: 'Hallo' }],
  ])('%j set in %s to "%s" is %j', (value, language, next, result) => {
    expect(setTextInLanguage(value, language, 'en', next)).toEqual(result);
  });
});

describe('a node in one language', () => {
  const node = { id: 'm', kind: 'message', messages: [{ type: 'text', text: TEXT }] };

  it('shows its texts on its card', () => {
    const words = (language?: string) =>
      toGraph({ locale: 'en', languages: ['de'], nodes: [node] }, language).nodes[0]?.card.words;
    expect([words(), words('de')]).toEqual(['Hello', 'Hallo']);
  });

  it('shows the labels of its exits', () => {
    const choices = [{ value: 's', label: { en: 'Small', de: 'Klein' } }];
    const question = { id: 'q', kind: 'question', prompt: [], answer: { type: 'choice', choices } };
    const labels = (language: string) =>
      toPorts(showInLanguage(question, language, 'en')).map(({ label }) => label);
    expect(labels('de')).toContain('Klein');
    expect(labels('en')).toContain('Small');
  });

  it('is the same object if its texts are in one language, and the same view each time', () => {
    const plain = { id: 'm', kind: 'message', messages: [{ type: 'text', text: 'Hi' }] };
    expect(showInLanguage(plain, 'de', 'en')).toBe(plain);
    expect(showInLanguage(node, 'de', 'en')).toBe(showInLanguage(node, 'de', 'en'));
  });
});

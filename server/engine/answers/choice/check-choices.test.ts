import { describe, expect, it } from 'vitest';
import type { Choice } from '../../definition/answer';
import { checkChoices, listLanguages, readLanguage, toLanguageSuffix } from './check-choices';

const check = (...choices: Choice[]) =>
  checkChoices(choices, '/a').map(({ path, message }) => [path, message]);

describe('choices that read the same', () => {
  it('are found by label and by value', () => {
    expect(check({ value: 'a', label: 'One' }, { value: 'b', label: 'one' })).toEqual([
      ['/a/choices/1/label', 'The choices "One" and "one" are the same when typed.'],
    ]);
    expect(check({ value: 'a', label: 'One' }, { value: 'b', label: 'A' })).toHaveLength(1);
    expect(check({ value: 'a', label: '{{ x }}' }, { value: 'A', label: 'Two' })).toHaveLength(1);
    expect(check({ value: 'a', label: 'One' }, { value: 'b', label: 'Two' })).toEqual([]);
  });

  it('name the first of those alike', () => {
    const alike = check(
      { value: 'a', label: 'One' },
      { value: 'b', label: 'one' },
      { value: 'c', label: 'ONE' },
    );
    expect(alike.map(([, message]) => message)).toEqual([
      'The choices "One" and "one" are the same when typed.',
      'The choices "One" and "ONE" are the same when typed.',
    ]);
  });

  it('are not those with one value, which are reported for it', () => {
    expect(check({ value: 'a', label: 'One' }, { value: 'a', label: 'one' }).map(([path]) => path)).toEqual([
      '/a/choices/1/value',
    ]);
  });

  it('are not those of which nothing is left when typed', () => {
    expect(check({ value: '!', label: '!' }, { value: '?', label: '?' })).toEqual([]);
  });

  it('are reported at the language that has its own text, else at the label', () => {
    const alike = check(
      { value: 'a', label: { en: 'Bank', de: 'Bank' } },
      { value: 'b', label: { de: 'bank', en: 'Seat' } },
    );
    expect(alike).toEqual([
      ['/a/choices/1/label/de', 'The choices "Bank" and "bank" are the same when typed in "de".'],
    ]);
    const shared = check({ value: 'a', label: { en: 'Bank', de: 'Geld' } }, { value: 'b', label: 'bank' });
    expect(shared).toEqual([
      ['/a/choices/1/label', 'The choices "Bank" and "bank" are the same when typed in "en".'],
    ]);
    const regional = check({ value: 'a', label: { 'de-AT': 'Bank' } }, { value: 'b', label: { de: 'bank' } });
    expect(regional.map(([path]) => path)).toEqual(['/a/choices/1/label', '/a/choices/1/label/de']);
  });
});

describe('the languages of texts', () => {
  it('are those of every text, once', () => {
    expect(listLanguages(['a', { de: 'b', en: 'c' }, { en: 'd' }])).toEqual(['de', 'en']);
    expect(listLanguages(['a', 'b'])).toEqual([null]);
    expect(listLanguages([])).toEqual([null]);
  });

  it('decide which text is read', () => {
    expect(readLanguage('a', 'de')).toBe('a');
    expect(readLanguage('a', null)).toBe('a');
    expect(readLanguage({ de: 'b' }, null)).toBeNull();
    expect(readLanguage({ de: 'b' }, 'de-AT')).toBe('b');
    expect(readLanguage({ de: 'b' }, 'fr')).toBeNull();
  });

  it('are named where there are several', () => {
    expect([toLanguageSuffix(null), toLanguageSuffix('de')]).toEqual(['', ' in "de"']);
  });
});

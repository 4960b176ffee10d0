import { describe, expect, it } from 'vitest';
import { findWords, LANGUAGES } from './find-words';
import type { Phrase } from './language-words';
import { sayWord } from './say-word';
import { WORD_VALUES, type WordKey, type WordValues } from './word-keys';

const KEYS = Object.keys(WORD_VALUES) as WordKey[];
/** A value that shows which place it fills; counts are numbers. */
const SAMPLES: Readonly<Record<string, string | number>> = { min: 7, max: 21, length: 35, size: '35 B' };
const EACH = [...LANGUAGES.keys()].flatMap((language) => KEYS.map((key) => [language, key] as const));

const formsOf = (phrase: Phrase) => (typeof phrase === 'string' ? { other: phrase } : phrase);
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

function say(key: WordKey, language: string, samples = SAMPLES): string {
  const values = Object.fromEntries(WORD_VALUES[key].map((name) => [name, samples[name] ?? `<${name}>`]));
  return sayWord(key, values as WordValues<WordKey>, { language, locale: language });
}

describe('the engine’s own words', () => {
  it('exist in fourteen languages', () => {
    expect([...LANGUAGES.keys()].sort()).toEqual(
      ['ar', 'de', 'en', 'es', 'fi', 'fr', 'hi', 'it', 'ja', 'nl', 'pl', 'pt', 'sv', 'zh'].sort(),
    );
  });

  it.each(EACH)('are complete when rendered: %s %s', (language, key) => {
    const text = say(key, language);
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(/[{}]|undefined|NaN/);
    for (const name of WORD_VALUES[key]) expect(text).toContain(String(SAMPLES[name] ?? `<${name}>`));
  });

  it.each(EACH)('insert their own values and no others: %s %s', (language, key) => {
    const [counted] = WORD_VALUES[key];
    for (const [category, text] of Object.entries(formsOf(findWords(language).says[key]))) {
      const places = placesOf(text).sort();
      const values: string[] = [...WORD_VALUES[key]].sort();
      // "One character" and "two characters" may be a word of their own.
      const isSpelled = category === 'one' || category === 'two';
      const allowed = isSpelled ? [values, values.filter((name) => name !== counted)] : [values];
      expect(allowed).toContainEqual(places);
    }
  });

  it.each([...LANGUAGES.keys()])('have every plural form that a count needs: %s', (language) => {
    const rules = new Intl.PluralRules(language);
    const needed = new Set(Array.from({ length: 300 }, (_, count) => rules.select(count + 1)));
    for (const phrase of Object.values(findWords(language).says)) {
      if (typeof phrase !== 'string')
        expect(Object.keys(phrase)).toEqual(expect.arrayContaining([...needed]));
    }
  });

  it.each<[language: string, count: number, text: string]>([
    ['en', 1, 'Please keep it to 1 character; that was 35.'],
    ['en', 2, 'Please keep it to 2 characters; that was 35.'],
    ['de', 1, 'Bitte geben Sie höchstens 1 Zeichen ein; es waren 35.'],
    ['fr', 2, 'Veuillez saisir au plus 2 caractères\u00a0; votre réponse en compte 35.'],
    ['pl', 1, 'Proszę wpisać najwyżej 1 znak; ta odpowiedź ma ich 35.'],
    ['pl', 3, 'Proszę wpisać najwyżej 3 znaki; ta odpowiedź ma ich 35.'],
    ['pl', 12, 'Proszę wpisać najwyżej 12 znaków; ta odpowiedź ma ich 35.'],
    ['pl', 22, 'Proszę wpisać najwyżej 22 znaki; ta odpowiedź ma ich 35.'],
    ['fi', 2, 'Kirjoita enintään 2 merkkiä; vastauksessa on niitä 35.'],
    ['ar', 2, 'يرجى ألا تتجاوز الإجابة حرفين؛ عدد أحرفها الآن 35.'],
    ['ar', 3, 'يرجى ألا تتجاوز الإجابة 3 أحرف؛ عدد أحرفها الآن 35.'],
    ['ar', 11, 'يرجى ألا تتجاوز الإجابة 11 حرفًا؛ عدد أحرفها الآن 35.'],
    ['ja', 1, '1 文字以内で入力してください（現在 35 文字）。'],
  ])('agree with their count: %s %i', (language, count, text) => {
    expect(say('textTooLong', language, { ...SAMPLES, max: count })).toBe(text);
  });

  it.each([
    ['pt-BR', 'Responda com um número.'],
    ['de-CH-1996', 'Bitte antworten Sie mit einer Zahl.'],
    ['zh-Hant-TW', '请用数字回答。'],
    ['DE', 'Bitte antworten Sie mit einer Zahl.'],
    ['da', 'Please answer with a number.'],
    ['', 'Please answer with a number.'],
    ['constructor', 'Please answer with a number.'],
  ])('are those of the primary language: %s', (language, text) => {
    expect(say('notANumber', language)).toBe(text);
  });

  it('write numbers in a form that the locale reads', () => {
    const values = { min: 0.5, max: 1_234_567.25 };
    expect(sayWord('numberOutOfRange', values, { language: 'de', locale: 'de-AT' })).toBe(
      'Bitte geben Sie eine Zahl von 0,5 bis 1234567,25 ein.',
    );
    expect(sayWord('numberOutOfRange', values, { language: 'en', locale: 'fr' })).toBe(
      'Please give a number from 0,5 to 1234567,25.',
    );
    expect(sayWord('numberTooSmall', { min: 0.5 }, { language: 'ar', locale: 'ar-EG' })).toContain('0.5');
  });
});

describe('values in Arabic texts', () => {
  const arabic = { language: 'ar', locale: 'ar' };

  it.each<[value: string | number, shown: string]>([
    [5, '5'],
    [-5, '\u2068-5\u2069'],
    ['1 أبريل 2026', '1 أبريل 2026'],
    ['2026-04-01', '\u20682026-04-01\u2069'],
    ['1 April', '\u20681 April\u2069'],
  ])('are isolated where their order would change: %j', (min, shown) => {
    expect(sayWord('numberTooSmall', { min }, arabic)).toBe(`يرجى إدخال رقم لا يقل عن ${shown}.`);
  });

  it('are not isolated in a text that is written from left to right', () => {
    expect(sayWord('numberTooSmall', { min: -5 }, { language: 'en', locale: 'ar' })).not.toMatch(
      /[\u2066-\u2069]/,
    );
  });
});

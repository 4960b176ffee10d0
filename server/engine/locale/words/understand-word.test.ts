import { describe, expect, it } from 'vitest';
import { findWords, LANGUAGES } from './find-words';
import { foldWord, understandWord } from './understand-word';

const inLanguage = (language: string, locale = language) => ({ language, locale });
const YES_NO = ['yes', 'no'] as const;

/** The words that mean different things in a language and English, or within the language, as "word: meanings". */
function listCollisions(language: string): string[] {
  const meanings = new Map<string, Set<string>>();
  for (const each of [language, 'en']) {
    for (const [meaning, words] of Object.entries(findWords(each).understands)) {
      for (const word of words.map(foldWord)) {
        meanings.set(word, (meanings.get(word) ?? new Set()).add(meaning));
      }
    }
  }
  return [...meanings].flatMap(([word, of]) => (of.size > 1 ? [`${word}: ${[...of].join(', ')}`] : []));
}

describe('words of different meaning', () => {
  // In Finnish "no" is "well", in Polish it is a colloquial "yes". Neither is read as the English word.
  const KNOWN: Readonly<Record<string, string[]>> = { fi: ['no: neither, no'], pl: ['no: neither, no'] };

  it.each([...LANGUAGES.keys()])('never collide within a language and English: %s', (language) => {
    expect(listCollisions(language)).toEqual(KNOWN[language] ?? []);
  });

  it.each([...LANGUAGES.keys()])('are words that a reply can be: %s', (language) => {
    for (const words of Object.values(findWords(language).understands)) {
      expect(words.map(foldWord)).not.toContain('');
      expect(new Set(words.map(foldWord)).size).toBe(words.length);
    }
  });
});

describe('understandWord', () => {
  it.each<[language: string, reply: string, meaning: 'yes' | 'no' | null]>([
    ['de', 'Ja', 'yes'],
    ['de', ' NATÜRLICH! ', 'yes'],
    ['de', 'naturlich', 'yes'],
    ['de', 'natu\u0308rlich.', 'yes'],
    ['de', 'auf keinen  Fall', 'no'],
    ['fr', 'd’accord', 'yes'],
    ['fr', "D'ACCORD.", 'yes'],
    ['es', 'si', 'yes'],
    ['es', 'Sí', 'yes'],
    ['es', 'si\u0301', 'yes'],
    ['pt', 'nao', 'no'],
    ['it', 'si', 'yes'],
    ['nl', 'Nee.', 'no'],
    ['fi', 'KYLLA', 'yes'],
    ['fi', 'ei', 'no'],
    ['sv', 'nej', 'no'],
    ['pl', 'tak', 'yes'],
    ['ar', 'نعم', 'yes'],
    ['ar', '\u200fلا\u200f', 'no'],
    ['ar', 'اجل', 'yes'],
    ['hi', 'हाँ', 'yes'],
    ['hi', 'नहीं।', 'no'],
    ['zh', '是的。', 'yes'],
    ['zh', '不', 'no'],
    ['ja', 'はい。', 'yes'],
    ['ja', 'いいえ', 'no'],
    ['ja', 'ｵｰｹｰ', 'yes'],
    ['de', 'yes', 'yes'],
    ['ja', 'nope', 'no'],
    ['da', 'yes', 'yes'],
    ['en', 'oui', null],
    ['en', 'ja', null],
    ['de', 'vielleicht', null],
    ['de', '', null],
    ['en', 'constructor', null],
    ['en', `${' '.repeat(200)}yes`, null],
  ])('reads for %s %j as %s', (language, reply, meaning) => {
    expect(understandWord(reply, YES_NO, inLanguage(language))?.meaning ?? null).toBe(meaning);
  });

  it('lets the language of the conversation decide', () => {
    expect(understandWord('no', YES_NO, inLanguage('fi'))).toBeNull();
    expect(understandWord('No.', YES_NO, inLanguage('pl-PL'))).toBeNull();
    expect(understandWord('no', YES_NO, inLanguage('en', 'pl'))).toEqual({ meaning: 'no', language: 'en' });
    expect(understandWord('no', YES_NO, inLanguage('it'))).toEqual({ meaning: 'no', language: 'it' });
  });

  it('understands the language of the locale in a flow that lacks it', () => {
    expect(understandWord('ja', YES_NO, inLanguage('en', 'de-AT'))).toEqual({
      meaning: 'yes',
      language: 'de',
    });
  });
});

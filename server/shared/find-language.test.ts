import { describe, expect, it } from 'vitest';
import { findLanguage } from './find-language';

describe('findLanguage', () => {
  it.each<[wanted: string, offered: string[], found: string | null]>([
    ['zh-TW', ['en', 'zh-Hans', 'zh-Hant'], 'zh-Hant'],
    ['zh-TW', ['zh', 'zh-Hant'], 'zh-Hant'],
    ['zh', ['en', 'zh-Hant', 'zh-Hans'], 'zh-Hans'],
    ['pt', ['en', 'pt-PT', 'pt-BR'], 'pt-BR'],
    ['pt-AO', ['en', 'pt-BR'], 'pt-BR'],
    ['EN-gb', ['en-US', 'en-GB'], 'en-GB'],
    ['sr', ['en', 'sr-Latn', 'sr-Cyrl'], 'sr-Cyrl'],
    ['sr-Latn-RS', ['sr', 'sr-Latn'], 'sr-Latn'],
    ['de-AT', ['de-CH', 'de'], 'de'],
    ['de-AT', ['de-CH', 'de-LI'], 'de-CH'],
    ['de', ['de-AT'], 'de-AT'],
    ['DE', ['de', 'de-DE'], 'de'],
    ['en', ['de', 'fr'], null],
    ['', ['de'], null],
    ['no tag', ['de', 'no tag'], 'no tag'],
    ['en', [], null],
  ])('finds for %j in %j %j', (wanted, offered, found) => {
    expect(findLanguage(offered, wanted)).toBe(found);
  });
});

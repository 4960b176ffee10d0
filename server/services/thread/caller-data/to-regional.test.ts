import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/server/shared/json';
import { toRegional } from './to-regional';

const VIENNA = { locale: 'de-AT', timezone: 2 };

describe('the regional settings of a flowrest caller', () => {
  it.each<[string, JsonObject, JsonObject, object]>([
    ['the profile', {}, VIENNA, { locale: 'de-AT', timeZone: '+02:00' }],
    ['a locale with an underscore', {}, { locale: 'pt_BR' }, { locale: 'pt-BR' }],
    ['language and country', {}, { language: 'de', country: 'ch' }, { locale: 'de-CH' }],
    ['a language alone', {}, { language: 'de', country: 'Switzerland' }, { locale: 'de' }],
    ['the metadata', { language: 'fr', timezone: -5 }, {}, { locale: 'fr', timeZone: '-05:00' }],
    ['the metadata first', { language: 'fr', timezone: 5.5 }, VIENNA, { locale: 'fr', timeZone: '+05:30' }],
    [
      "the profile's region of the same language",
      { language: 'de' },
      VIENNA,
      { locale: 'de-AT', timeZone: '+02:00' },
    ],
    ['a region in the metadata', { language: 'de-CH' }, VIENNA, { locale: 'de-CH', timeZone: '+02:00' }],
    ['the name of a zone', {}, { timezone: 'America/New_York' }, { timeZone: 'America/New_York' }],
    ['hours as a text', {}, { timezone: '-2' }, { timeZone: '-02:00' }],
    ['nothing from unknown words', { language: 'German' }, { locale: 'x', timezone: 'home' }, {}],
    ['nothing from other kinds', { language: 7, timezone: true }, { locale: ['de'], timezone: {} }, {}],
    ['hours within a day only', {}, { timezone: 99 }, {}],
  ])('are %s', (_, variables, profile, expected) => {
    expect(toRegional('flowrest', { variables, profile })).toEqual(expected);
  });
});

describe('the regional settings of other callers', () => {
  it('are the locale of a chat session, not its variables', () => {
    const data = { variables: { timezone: 2 }, profile: { locale: 'fi', language: 'sv' } };
    expect(toRegional('chat', data)).toEqual({ locale: 'fi' });
  });

  it('are two variables of umi', () => {
    const variables = { locale: 'nl-BE', timezone: 'Europe/Brussels', language: 'fr' };
    expect(toRegional('umi', { variables })).toEqual({ locale: 'nl-BE', timeZone: 'Europe/Brussels' });
    expect(toRegional('umi', {})).toEqual({});
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRegional, type Regional } from './regional';
import { type FlowRegional, resolveRegional } from './resolve-regional';

const LOCALES = ['en', 'de', 'de-AT', 'fr', 'pt-BR', 'zh-Hant'];
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Tokyo', '+05:30'];
const locale = fc.constantFrom(...LOCALES);
const timeZone = fc.constantFrom(...ZONES);
const regional: fc.Arbitrary<Regional> = fc.record({ locale, timeZone }, { requiredKeys: [] });
const flow: fc.Arbitrary<FlowRegional> = fc.record({
  locale: fc.option(locale),
  timeZone: fc.option(timeZone),
  languages: fc.uniqueArray(locale, { maxLength: 3 }),
});
const sources = fc.record({
  session: fc.option(regional, { nil: undefined }),
  flows: fc.array(flow, { maxLength: 2 }),
  defaults: fc.option(regional, { nil: undefined }),
});

describe('resolveRegional', () => {
  it('takes the setting of the session, then of the flow, then the default', () => {
    fc.assert(
      fc.property(sources, (given) => {
        const { session, flows, defaults } = given;
        const resolved = resolveRegional(given);
        const zones = [session?.timeZone, ...flows.map((one) => one.timeZone), defaults?.timeZone, 'UTC'];
        const locales = [session?.locale, ...flows.map((one) => one.locale), defaults?.locale, 'en'];
        expect(resolved.timeZone).toBe(zones.find((zone) => zone !== undefined && zone !== null));
        expect(resolved.locale).toBe(locales.find((tag) => tag !== undefined && tag !== null));
      }),
    );
  });

  it('never answers in a language in which the flow is not written', () => {
    fc.assert(
      fc.property(sources, (given) => {
        const { flows, defaults } = given;
        const offered = flows.flatMap((one) => [one.locale, ...one.languages]);
        expect([...offered, defaults?.locale, 'en']).toContain(resolveRegional(given).language);
      }),
    );
  });

  it.each<[session: string | undefined, flow: string | null, languages: string[], language: string]>([
    ['de', 'en', [], 'en'],
    ['de', 'en', ['de', 'fr'], 'de'],
    ['de-AT', 'en', ['de', 'fr'], 'de'],
    ['de-AT', 'en', ['de', 'de-AT'], 'de-AT'],
    ['fr-CA', 'en', ['de', 'fr'], 'fr'],
    ['it', 'en', ['de', 'fr'], 'en'],
    [undefined, 'fr', ['en'], 'fr'],
    ['de', null, ['de'], 'de'],
    ['it', null, ['de'], 'en'],
  ])('gives a session in %s of a flow in %s and %j the language %s', (own, first, languages, language) => {
    const flows = [{ locale: first, timeZone: null, languages }];
    expect(resolveRegional({ session: { locale: own }, flows }).language).toBe(language);
  });

  it('takes the languages of a called flow, and the caller’s if it names none', () => {
    const caller = { locale: 'en', timeZone: 'Asia/Tokyo', languages: ['de'] };
    const bare = { locale: null, timeZone: null, languages: [] };
    const french = { locale: 'fr', timeZone: 'Europe/Paris', languages: [] };
    const session = { locale: 'de-CH' };
    expect(resolveRegional({ session, flows: [bare, caller] })).toEqual({
      locale: 'de-CH',
      language: 'de',
      timeZone: 'Asia/Tokyo',
    });
    expect(resolveRegional({ session, flows: [french, caller] })).toMatchObject({
      language: 'fr',
      timeZone: 'Europe/Paris',
    });
  });
});

describe('parseRegional', () => {
  it.each([
    [{ locale: 'de_DE' }, { locale: 'de-DE' }],
    [{ locale: 'ar-EG-u-nu-arab' }, { locale: 'ar-EG' }],
    [{ locale: ' PT-br ' }, { locale: 'pt-BR' }],
    [{ timeZone: 'Europe/Berlin' }, { timeZone: 'Europe/Berlin' }],
    [{ timeZone: '+0530' }, { timeZone: '+05:30' }],
    [{ timeZone: '-03' }, { timeZone: '-03:00' }],
    [{ locale: '', timeZone: null }, {}],
    [{ locale: 'de', other: 1 }, { locale: 'de' }],
  ])('reads %j as %j', (given, regional) => {
    expect(parseRegional(given)).toEqual({ regional, notes: [] });
  });

  it.each([
    [{ locale: 'not a tag' }, 'Left out the unknown locale "not a tag".'],
    [{ locale: 7 }, 'Left out the unknown locale "7".'],
    [{ timeZone: 'Mars/Phobos' }, 'Left out the unknown time zone "Mars/Phobos".'],
    [{ timeZone: '+25:00' }, 'Left out the unknown time zone "+25:00".'],
    [{ timeZone: '1' }, 'Left out the unknown time zone "1".'],
  ])('leaves out of %j, with a sentence', (given, note) => {
    expect(parseRegional(given)).toEqual({ regional: {}, notes: [note] });
  });

  it('is total, and reads its own result the same way', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), locale, timeZone);
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ locale: text, timeZone: text })), (given) => {
        const { regional } = parseRegional(given);
        expect(parseRegional(regional)).toEqual({ regional, notes: [] });
      }),
    );
  });
});

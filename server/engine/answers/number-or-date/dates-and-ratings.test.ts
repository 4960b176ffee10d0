import { describe, expect, it } from 'vitest';
import type { SimpleAnswer } from '../../definition/answer';
import { parseAnswer as parse, readAnswer as read } from '../../fixtures/parse-answer';
import type { Json } from '../../json';

type Table = [input: string, stored: Json | undefined][];

describe('date', () => {
  it.each<Table[number]>([
    ['2026-12-31', '2026-12-31'],
    ['2026-1-2', '2026-01-02'],
    ['2026-12-31T10:00:00Z', '2026-12-31'],
    ['31.12.2026', '2026-12-31'],
    ['1. 2. 2026', '2026-02-01'],
    ['12/31/2026', '2026-12-31'],
    ['today', '2026-03-20'],
    ['Tomorrow', '2026-03-21'],
    ['yesterday', '2026-03-19'],
    ['2024-02-29', '2024-02-29'],
    ['2026-02-29', undefined],
    ['2026-13-01', undefined],
    ['31/12/2026', '2026-12-31'],
    ['31-12-2026', '2026-12-31'],
    ['2026/12/31', '2026-12-31'],
    ['2026.12.31', '2026-12-31'],
    ['31 Dec 2026', '2026-12-31'],
    ['Dec 31, 2026', '2026-12-31'],
    ['December 31st, 2026', '2026-12-31'],
    ['the 31st of December 2026', '2026-12-31'],
    ['31-DEC-2026', '2026-12-31'],
    ['3 Sept. 2026', '2026-09-03'],
    ['2026 May 3', '2026-05-03'],
    ['٣١/١٢/٢٠٢٦', '2026-12-31'],
    ['３１／１２／２０２６', '2026-12-31'],
    ['\u200e31/12/2026\u200e', '2026-12-31'],
    ['2026年12月31日', '2026-12-31'],
    ['3/3/2026', '2026-03-03'],
    ['31/12/26', undefined],
    ['32/12/2026', undefined],
    ['31/12-2026', undefined],
    ['31 Dec', undefined],
    ['31 Foo 2026', undefined],
    ['31 Dec Jan 2026', undefined],
    ['30 Feb 2026', undefined],
    ['12 31 Dec 2026', undefined],
    ['1.2.26', undefined],
    ['next week', undefined],
    ['\u200e2026-12-31', '2026-12-31'],
    ['٢٠٢٦-١٢-٣١', '2026-12-31'],
    ['३१.१२.२०२६', '2026-12-31'],
    ['2026-12-31T99:99:99Z', undefined],
    ['2026-12-31T10', undefined],
    ['', undefined],
  ])('parses %j to %j', (input, stored) => {
    expect(read({ type: 'date' }, input)).toBe(stored);
  });

  it.each<[locale: string, input: string, stored: string | undefined]>([
    ['en-US', '03/04/2026', '2026-03-04'],
    ['en-GB', '03/04/2026', '2026-04-03'],
    ['de', '03/04/2026', '2026-04-03'],
    ['fr', '3-4-2026', '2026-04-03'],
    ['en-US', '3.4.2026', '2026-04-03'],
    ['en', '03/04/2026', undefined],
    ['sv', '03/04/2026', undefined],
    ['ja', '03/04/2026', undefined],
    ['en', '3.4.2026', '2026-04-03'],
    ['de', '31. Dezember 2026', '2026-12-31'],
    ['de', '31 Dec 2026', '2026-12-31'],
    ['de', '3. MÄRZ 2026', '2026-03-03'],
    ['fr', '1er août 2026', '2026-08-01'],
    ['fr', '1 aout 2026', '2026-08-01'],
    ['fr', '3 févr. 2026', '2026-02-03'],
    ['es', '31 de diciembre de 2026', '2026-12-31'],
    ['pt', '31 de dezembro de 2026', '2026-12-31'],
    ['it', '31 dicembre 2026', '2026-12-31'],
    ['nl', '3 maart 2026', '2026-03-03'],
    ['fi', '31. joulukuuta 2026', '2026-12-31'],
    ['pl', '3 listopada 2026', '2026-11-03'],
    ['pl', '3 listopad 2026', '2026-11-03'],
    ['hr', '3. listopada 2026.', '2026-10-03'],
    ['ru', '3 марта 2026 г.', '2026-03-03'],
    ['ar', '٣ مارس ٢٠٢٦', '2026-03-03'],
    ['hi', '३ मार्च २०२६', '2026-03-03'],
    ['ko', '2026년 12월 31일', '2026-12-31'],
    ['en', '31. Dezember 2026', undefined],
    ['de', 'morgen', '2026-03-21'],
    ['sv', 'I går', '2026-03-19'],
    ['fr', 'Aujourd’hui', '2026-03-20'],
    ['hi', 'आज', '2026-03-20'],
    ['hi', 'कल', undefined],
    ['de', 'tomorrow', '2026-03-21'],
    ['de', 'Übermorgen', '2026-03-22'],
    ['fr', 'avant-hier', '2026-03-18'],
    ['es', 'pasado manana', '2026-03-22'],
    ['ja', '明後日', '2026-03-22'],
    ['ja', '明日', '2026-03-21'],
    ['zh', '后天', '2026-03-22'],
    ['ar', 'غدًا', '2026-03-21'],
    ['pl', 'jutro', '2026-03-21'],
    ['en', 'in 2 days', undefined],
    ['en', 'Monday', '2026-03-23'],
    ['en', 'thu', '2026-03-26'],
    ['en', 'Friday', undefined],
    ['de', 'Montag', '2026-03-23'],
    ['de', 'monday', '2026-03-23'],
    ['fr', 'mar.', '2026-03-24'],
    ['pt', 'Sábado.', '2026-03-21'],
    ['fi', 'maanantai', '2026-03-23'],
    ['sv', 'sondag', '2026-03-22'],
    ['ar', 'الاثنين', '2026-03-23'],
    ['hi', 'सोमवार', '2026-03-23'],
    ['zh', '星期一', '2026-03-23'],
    ['zh', '周一', '2026-03-23'],
    ['ja', '月曜日', '2026-03-23'],
    ['ja', '月', undefined],
    ['en', 'Montag', undefined],
  ])('in %s parses %j to %j', (locale, input, stored) => {
    expect(read({ type: 'date' }, input, undefined, locale)).toBe(stored);
  });

  it.each<['dayFirst' | 'monthFirst' | 'auto', string, string | undefined]>([
    ['dayFirst', '03/04/2026', '2026-04-03'],
    ['monthFirst', '03/04/2026', '2026-03-04'],
    ['monthFirst', '3.4.2026', '2026-03-04'],
    ['monthFirst', '31/12/2026', '2026-12-31'],
    ['dayFirst', '12/31/2026', '2026-12-31'],
    ['auto', '03/04/2026', undefined],
    ['auto', '3-4-2026', undefined],
    ['auto', '3.4.2026', '2026-04-03'],
    ['auto', '4/4/2026', '2026-04-04'],
  ])('with the order %s parses %j to %j, in any language', (order, input, stored) => {
    for (const locale of ['en-US', 'de', 'ja']) {
      expect(read({ type: 'date', order }, input, undefined, locale)).toBe(stored);
    }
  });

  it('returns both readings of an ambiguous date', () => {
    expect(parse({ type: 'date', order: 'auto' }, '03/04/2026', undefined, 'de')).toEqual({
      ok: false,
      reason: 'Welches Datum meinen Sie: 3. April 2026 oder 4. März 2026?',
      readings: [
        { value: '2026-04-03', label: '3. April 2026' },
        { value: '2026-03-04', label: '4. März 2026' },
      ],
    });
  });

  it('asks which day a word means that has two', () => {
    expect(parse({ type: 'date' }, 'Friday')).toEqual({
      ok: false,
      reason: 'Please choose the date that you mean: March 20, 2026 or March 27, 2026.',
      readings: [
        { value: '2026-03-20', label: 'March 20, 2026' },
        { value: '2026-03-27', label: 'March 27, 2026' },
      ],
    });
    expect(parse({ type: 'date' }, 'कल', undefined, 'hi')).toMatchObject({
      reason: 'आपका मतलब किस तारीख से है: 19 मार्च 2026 या 21 मार्च 2026?',
      readings: [{ value: '2026-03-19' }, { value: '2026-03-21' }],
    });
  });

  it('notes how a weekday was read', () => {
    expect(parse({ type: 'date' }, 'Mittwoch', undefined, 'de')).toEqual({
      ok: true,
      value: '2026-03-25',
      note: 'Read "Mittwoch" as 2026-03-25, the next such day.',
    });
  });

  it('names its bounds as the language does', () => {
    const answer = { type: 'date', min: '2026-04-01', max: '2026-12-31' } as const;
    expect(parse(answer, 'heute', undefined, 'de-AT')).toMatchObject({
      reason: 'Bitte geben Sie ein Datum ab dem 1. April 2026 ein.',
    });
    expect(parse(answer, '1 stycznia 2027', undefined, 'pl')).toMatchObject({
      reason: 'Proszę podać datę nie późniejszą niż 31 grudnia 2026.',
    });
    expect(parse(answer, '2027/1/1', undefined, 'ar')).toMatchObject({
      reason: 'يرجى إدخال تاريخ لا يتجاوز 31 ديسمبر 2026.',
    });
  });

  it('notes the order of day and month where it decides', () => {
    expect(parse({ type: 'date' }, '03/04/2026', undefined, 'en-GB')).toEqual({
      ok: true,
      value: '2026-04-03',
      note: 'Read "03/04/2026" as 2026-04-03, day first.',
    });
    expect(parse({ type: 'date' }, '31/12/2026')).toEqual({ ok: true, value: '2026-12-31' });
  });

  it('enforces the bounds', () => {
    const answer: SimpleAnswer = { type: 'date', min: '2026-03-20', max: '2026-12-31' };
    expect(read(answer, 'today')).toBe('2026-03-20');
    expect(parse(answer, 'yesterday')).toEqual({
      ok: false,
      reason: 'Please give a date from 2026-03-20 on.',
    });
    expect(parse(answer, '2027-01-01')).toEqual({
      ok: false,
      reason: 'Please give a date up to 2026-12-31.',
    });
  });
});

describe('rating', () => {
  it.each<Table[number]>([
    ['1', 1],
    ['5', 5],
    ['4/5', 4],
    ['★★★', 3],
    ['⭐⭐', 2],
    ['⭐\ufe0f⭐\ufe0f', 2],
    ['★★☆☆☆', 2],
    ['4.0', 4],
    ['4,0', 4],
    ['4 stars', 4],
    ['1 Stern', 1],
    ['4★', 4],
    ['٤', 4],
    ['４', 4],
    ['4 STARS', 4],
    ['4 of 5', 4],
    ['4 out of 5', 4],
    ['4 von 5', 4],
    ['4 of 5 stars', 4],
    ['४ सितारे', 4],
    ['٤ نجوم', 4],
    ['4颗星', 4],
    ['★★☆☆☆☆', 2],
    ['𝟜', 4],
    ['4 of 10', undefined],
    ['4 apples', undefined],
    ['☆☆', undefined],
    ['0', undefined],
    ['6', undefined],
    ['4/10', undefined],
    ['3.5', undefined],
    ['good', undefined],
  ])('parses %j of 5 to %j', (input, stored) => {
    expect(read({ type: 'rating', max: 5 }, input)).toBe(stored);
  });
});

import { describe, expect, it } from 'vitest';
import { parseAnswer as parse, readAnswer as read } from '../../fixtures/parse-answer';

describe('time', () => {
  it.each<[input: string, stored: string | undefined]>([
    ['14:30', '14:30'],
    ['9:05', '09:05'],
    ['14.30', '14:30'],
    ['14h30', '14:30'],
    ['14:30:59', '14:30'],
    ['14:30:99', undefined],
    ['T99:99:99Z', undefined],
    ['１４：３０', '14:30'],
    ['١٤:٣٠', '14:30'],
    ['2:30\u202fpm', '14:30'],
    ['2:30 pm', '14:30'],
    ['2pm', '14:00'],
    ['12 a.m.', '00:00'],
    ['12 PM', '12:00'],
    ['noon', '12:00'],
    ['midnight', '00:00'],
    ['24:00', undefined],
    ['13 pm', undefined],
    ['0 am', undefined],
    ['12:60', undefined],
    ['7', undefined],
    ['soon', undefined],
    ['at 14:30', '14:30'],
    ['14h', '14:00'],
    ['at noon', '12:00'],
    ["2 o'clock in the afternoon", '14:00'],
    ['at 7', undefined],
    ['12 at night', undefined],
    ['noon midnight', undefined],
    ['2 pm pm', undefined],
    ['14 Uhr', undefined],
    ['4:5', undefined],
    ['1:2:3', undefined],
  ])('parses %j to %j', (input, stored) => {
    expect(read({ type: 'time' }, input)).toBe(stored);
  });

  it.each<[locale: string, input: string, stored: string | undefined]>([
    ['de', '14 Uhr', '14:00'],
    ['de-AT', 'um 14 Uhr 30', '14:30'],
    ['de', '14.30 Uhr', '14:30'],
    ['de', '7 Uhr', '07:00'],
    ['de', '2 Uhr nachmittags', '14:00'],
    ['de', 'nachmittags um 3', '15:00'],
    ['de', '11 Uhr nachmittags', undefined],
    ['de', 'um 14', '14:00'],
    ['de', 'um 7', undefined],
    ['de', 'um Mitternacht', '00:00'],
    ['de', '25 Uhr', undefined],
    ['de', 'Uhr 14', undefined],
    ['fr', '14 h', '14:00'],
    ['fr', 'à 14 h 30 min', '14:30'],
    ['fr', '2 heures de l’après-midi', '14:00'],
    ['fr', '2h du matin', '02:00'],
    ['es', '2 de la tarde', '14:00'],
    ['es', 'a las 2:30 p. m.', '14:30'],
    ['es', '9 de la mañana', '09:00'],
    ['es', '12 del mediodía', '12:00'],
    ['es', '12 de la noche', undefined],
    ['pt-BR', 'às 14h30', '14:30'],
    ['pt', '3 da tarde', '15:00'],
    ['it', 'alle 14', '14:00'],
    ['it', 'ore 14.30', '14:30'],
    ['it', '3 del pomeriggio', '15:00'],
    ['nl', '14 uur', '14:00'],
    ['nl', '2 uur ’s middags', '14:00'],
    ['fi', 'klo 14', '14:00'],
    ['fi', 'klo 14.30', '14:30'],
    ['sv', 'kl. 14.30', '14:30'],
    ['pl', 'o godz. 14', '14:00'],
    ['pl', '9 rano', '09:00'],
    ['ar', 'الساعة ٢:٣٠ مساءً', undefined],
    ['ar', 'الساعة ٢:٣٠ بعد الظهر', '14:30'],
    ['ar', '٧ مساءً', '19:00'],
    ['hi', 'दोपहर 2 बजे', '14:00'],
    ['hi', 'सुबह 9 बजकर 30 मिनट', '09:30'],
    ['zh', '下午2:30', '14:30'],
    ['zh-Hant', '下午2點半', '14:30'],
    ['zh', '晚上8点15分', '20:15'],
    ['zh', '14时', '14:00'],
    ['zh', '下午14:30', '14:30'],
    ['ja', '午後2時30分', '14:30'],
    ['ja', '１４時半', '14:30'],
    ['ja', '昼の12時', '12:00'],
    ['ko', '오후 2:30', '14:30'],
    ['ja', '14 Uhr', undefined],
  ])('in %s parses %j to %j', (locale, input, stored) => {
    expect(read({ type: 'time' }, input, undefined, locale)).toBe(stored);
  });

  it('notes how words were read', () => {
    expect(parse({ type: 'time' }, '2 de la tarde', undefined, 'es')).toEqual({
      ok: true,
      value: '14:00',
      note: 'Read "2 de la tarde" as 14:00.',
    });
    expect(parse({ type: 'time' }, '2 pm', undefined, 'es')).toEqual({ ok: true, value: '14:00' });
  });
});

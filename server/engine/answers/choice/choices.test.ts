import { describe, expect, it } from 'vitest';
import type { SimpleAnswer } from '../../definition/answer';
import { parseAnswer as parse } from '../../fixtures/parse-answer';
import type { Json } from '../../json';
import type { MatchedBy } from '../answer-behavior';
import { checkAnswer } from '../registry';

const choices = [
  { value: 'flight', label: 'My flight' },
  { value: 'bag', label: 'Baggage' },
  { value: '1', label: 'In {{ city }}' },
  { value: 'a', label: 'Red, green' },
];

describe('choice', () => {
  it.each<[string, string, MatchedBy]>([
    ['flight', 'flight', 'value'],
    ['1', '1', 'value'],
    ['My flight', 'flight', 'label'],
    ['In Berlin', '1', 'label'],
    ['  my  FLIGHT ', 'flight', 'folded'],
    ['BAG', 'bag', 'folded'],
    ['2', 'bag', 'number'],
    ['#2', 'bag', 'number'],
    ['2.', 'bag', 'number'],
    ['4)', 'a', 'number'],
    ['٢', 'bag', 'number'],
    ['２', 'bag', 'number'],
    ['My flight.', 'flight', 'folded'],
    ['\u202aＢＡＧ\u202c', 'bag', 'folded'],
  ])('matches %j with %s by its %s', (input, value, matchedBy) => {
    expect(parse({ type: 'choice', choices }, input)).toEqual({ ok: true, value, matchedBy });
  });

  it.each(['', 'fligh', 'my flight please', '0', '5', '99'])('rejects %j', (input) => {
    expect(parse({ type: 'choice', choices }, input)).toEqual({
      ok: false,
      reason: 'Please choose one of these: My flight, Baggage, In Berlin, Red, green.',
    });
  });

  it.each<[string, string, MatchedBy]>([
    ['Café', 'Cafe\u0301', 'label'],
    ['don’t', "don't", 'folded'],
    ['İstanbul', 'istanbul', 'base'],
    ['ABC', 'ＡＢＣ', 'folded'],
    ['👍', '👍🏽', 'base'],
    ['Über uns', 'uber uns', 'base'],
    ['Straße', 'STRASSE', 'folded'],
  ])('matches the label %j with %j by its %s', (label, input, matchedBy) => {
    const offered = [{ value: 'x', label }, ...choices];
    expect(parse({ type: 'choice', choices: offered }, input)).toEqual({ ok: true, value: 'x', matchedBy });
  });

  it.each([
    [['Polish', 'polish'], 1],
    [['don’t', "don't"], 1],
    [['Yes', 'Yes.'], 1],
    [['résumé', 'resume'], 0],
    [['{{ city }}', '{{ City }}'], 0],
    [['Ja', 'ｊａ'], 1],
    [['1', '١'], 1],
    [['a', '\u200ea\u200e'], 1],
    [['!', '?'], 0],
  ])('reports labels that read the same: %j', (labels, count) => {
    const alike = labels.map((label, index) => ({ value: `v${index}`, label }));
    const problems = checkAnswer({ type: 'choice', choices: alike }, '');
    expect(problems.map(({ code }) => code)).toEqual(Array(count).fill('choices_alike'));
  });

  it('rejects a reply that matches two choices', () => {
    const twins = [
      { value: 'x', label: 'Polish' },
      { value: 'y', label: 'polish' },
    ];
    expect(parse({ type: 'choice', choices: twins }, 'polish')).toMatchObject({ value: 'y' });
    expect(parse({ type: 'choice', choices: twins }, 'POLISH').ok).toBe(false);
  });
});

describe('multi-choice', () => {
  const read = (bounds: { min?: number; max?: number }, input: string, value?: Json) =>
    parse({ type: 'multi-choice', choices, ...bounds }, input, value);

  it.each<[string, string[], MatchedBy]>([
    ['flight', ['flight'], 'value'],
    ['Baggage, flight', ['flight', 'bag'], 'label'],
    ['bag; my flight', ['flight', 'bag'], 'folded'],
    ['2 4', ['bag', 'a'], 'number'],
    ['2, 2, bag', ['bag'], 'number'],
    ['Red, green', ['a'], 'label'],
    ['flight\nbag', ['flight', 'bag'], 'value'],
    ['2 and 4', ['bag', 'a'], 'number'],
    ['2 & 4', ['bag', 'a'], 'number'],
    ['2, 4,', ['bag', 'a'], 'number'],
    ['2、4', ['bag', 'a'], 'number'],
    ['2،4', ['bag', 'a'], 'number'],
    ['٢ ٤', ['bag', 'a'], 'number'],
    ['my flight und baggage', ['flight', 'bag'], 'folded'],
    ['flight, 2, and 4', ['flight', 'bag', 'a'], 'number'],
    ['2, 4 y flight', ['flight', 'bag', 'a'], 'number'],
    ['2 و 4', ['bag', 'a'], 'number'],
    ['2和4', ['bag', 'a'], 'number'],
    ['2 と 4', ['bag', 'a'], 'number'],
    ['2;4', ['bag', 'a'], 'number'],
    ['2，4', ['bag', 'a'], 'number'],
    ['2؛ 4', ['bag', 'a'], 'number'],
    [' 2 ,\n 4. ', ['bag', 'a'], 'number'],
  ])('matches %j with %j', (input, value, matchedBy) => {
    expect(read({}, input)).toEqual({ ok: true, value, matchedBy });
  });

  it('accepts a list in value', () => {
    expect(read({}, '', ['bag', 'flight'])).toEqual({
      ok: true,
      value: ['flight', 'bag'],
      matchedBy: 'value',
    });
    expect(read({}, '', ['bag', 'other']).ok).toBe(false);
    expect(read({}, '', []).ok).toBe(false);
  });

  it('rejects the reply if one part matches nothing', () => {
    expect(read({}, 'flight, hotel')).toMatchObject({ ok: false });
    expect(read({}, 'and 2')).toMatchObject({ ok: false });
    expect(read({}, '2 or 4')).toMatchObject({ ok: false });
    expect(read({}, '2,,4')).toMatchObject({ ok: false });
  });

  it.each(['none', '-', '', 'Nothing'])('reads %j as none if none is allowed', (input) => {
    expect(read({ min: 0 }, input)).toEqual({ ok: true, value: [] });
    expect(read({}, input).ok).toBe(false);
  });

  it('enforces the number of choices', () => {
    expect(read({ min: 2 }, 'bag')).toEqual({ ok: false, reason: 'Please choose at least 2.' });
    expect(read({ max: 1 }, 'bag, flight')).toEqual({ ok: false, reason: 'Please choose at most 1.' });
  });
});

describe('confirm', () => {
  const answer: SimpleAnswer = { type: 'confirm', yes: 'Fly to {{ city }}', no: 'Stay' };

  it.each<[string, boolean]>([
    ['yes', true],
    ['Yes!', true],
    ['ＹＥＳ', true],
    ['yes\u200f', true],
    ['👍🏿', true],
    ['OK', true],
    ['of course', true],
    ['Fly to Berlin', true],
    ['1', true],
    ['👍', true],
    ['no.', false],
    ['Nope', false],
    ['stay', false],
    ['2', false],
  ])('matches %j with %j', (input, value) => {
    expect(parse(answer, input)).toMatchObject({ ok: true, value });
  });

  it.each(['maybe', '', 'yes and no', '0'])('rejects %j', (input) => {
    expect(parse(answer, input)).toEqual({ ok: false, reason: 'Please answer Fly to Berlin or Stay.' });
  });

  it('reports labels that read the same', () => {
    const alike = checkAnswer({ type: 'confirm', yes: 'Sure', no: 'sure!' }, '/answer');
    expect(alike).toMatchObject([{ code: 'choices_alike', path: '/answer/no' }]);
    expect(checkAnswer({ type: 'confirm', no: 'Yes.' }, '')).toHaveLength(1);
    expect(checkAnswer({ type: 'confirm', yes: '{{ a }}', no: '{{ A }}' }, '')).toEqual([]);
    expect(checkAnswer(answer, '')).toEqual([]);
  });

  it('accepts booleans in value', () => {
    expect(parse(answer, '', true)).toMatchObject({ value: true });
    expect(parse(answer, '', false)).toMatchObject({ value: false });
  });
});

describe('long replies', () => {
  const types: SimpleAnswer[] = [
    { type: 'text' },
    { type: 'number' },
    { type: 'email' },
    { type: 'url' },
    { type: 'phone' },
    { type: 'date' },
    { type: 'time' },
    { type: 'choice', choices },
    { type: 'multi-choice', choices },
    { type: 'rating', max: 5 },
    { type: 'confirm' },
    { type: 'file' },
  ];
  const patterns = ['.', ' ', '1', '1,', '★', '(0)', 'a.', '@', ', ', '-1', '1 000 ', '.000'];

  // A backtracking parser would exceed the time limit of the test.
  it.each(types)('are parsed in bounded time: $type', (answer) => {
    for (const pattern of patterns) {
      const [long, longest] = [19_900, 100_000].map((chars) => pattern.repeat(chars / pattern.length));
      expect(parse(answer, `${longest}x`)).toBeDefined();
      expect(parse(answer, `1${long}x`)).toBeDefined();
    }
  });
});

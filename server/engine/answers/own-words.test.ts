import { describe, expect, it } from 'vitest';
import type { SimpleAnswer } from '../definition/answer';
import { converse, textsOf } from '../fixtures/converse';
import { parseAnswer } from '../fixtures/parse-answer';
import { LANGUAGES } from '../locale/words/find-words';
import { validateFlow } from '../validate';

const reasonOf = (answer: SimpleAnswer, text: string, locale?: string) => {
  const parsed = parseAnswer(answer, text, undefined, locale);
  return parsed.ok ? null : parsed.reason;
};

const CHOICES = [
  { value: 'a', label: 'Rot' },
  { value: 'b', label: '{{ city }}' },
];

describe('the words of a question', () => {
  it.each<[answer: SimpleAnswer, reply: string, reason: string]>([
    [{ type: 'text', words: { textMissing: 'Bitte!' } }, '', 'Bitte!'],
    [{ type: 'text', minLength: 3, words: { textTooShort: 'Mehr als {{ min - 1 }}.' } }, 'a', 'Mehr als 2.'],
    [{ type: 'number', words: { notANumber: 'Eine Zahl für {{ city }}.' } }, 'x', 'Eine Zahl für Berlin.'],
    [
      { type: 'number', min: 0.5, max: 2, words: { numberOutOfRange: '{{ min }} bis {{ max }}!' } },
      '9',
      '0,5 bis 2!',
    ],
    [{ type: 'email', words: { notAnEmail: 'E-Mail?' } }, 'x', 'E-Mail?'],
    [{ type: 'url', words: { notAUrl: 'URL?' } }, 'x', 'URL?'],
    [{ type: 'phone', words: { notAPhone: 'Tel.?' } }, 'x', 'Tel.?'],
    [
      { type: 'date', min: '2026-04-01', words: { dateTooEarly: 'Ab {{ min }}.' } },
      'heute',
      'Ab 1. April 2026.',
    ],
    [
      { type: 'date', order: 'auto', words: { dateAmbiguous: '{{ first }}? {{ second }}?' } },
      '3/4/2026',
      '3. April 2026? 4. März 2026?',
    ],
    [{ type: 'time', words: { notATime: 'Wann?' } }, 'x', 'Wann?'],
    [{ type: 'choice', choices: CHOICES, words: { notAChoice: '{{ choices }}?' } }, 'x', 'Rot, Berlin?'],
    [
      { type: 'multi-choice', choices: CHOICES, max: 1, words: { tooManyChoices: 'Nur {{ max }}.' } },
      '1, 2',
      'Nur 1.',
    ],
    [{ type: 'rating', max: 5, words: { notARating: '1-{{ max }}' } }, '9', '1-5'],
    [{ type: 'confirm', words: { notYesOrNo: '{{ yes }}/{{ no }}?' } }, 'x', 'Ja/Nein?'],
    [{ type: 'file', words: { notAFile: 'Datei?' } }, 'x', 'Datei?'],
  ])('replace those of the engine: %j', (answer, reply, reason) => {
    expect(reasonOf(answer, reply, 'de')).toBe(reason);
  });

  it('replace only the words that they name, and only if they are not empty', () => {
    const answer: SimpleAnswer = {
      type: 'number',
      min: 1,
      words: { notANumber: '{{ "" }}', numberTooLarge: 'No.' },
    };
    expect(reasonOf(answer, 'x')).toBe('Please answer with a number.');
    expect(reasonOf(answer, '0')).toBe('Please give a number of at least 1.');
  });

  it('may be given per language', () => {
    const words = { notANumber: { en: 'A number, please.', de: 'Eine Zahl, bitte.' } };
    expect(reasonOf({ type: 'number', words }, 'x', 'de-CH')).toBe('Eine Zahl, bitte.');
    expect(reasonOf({ type: 'number', words }, 'x', 'en')).toBe('A number, please.');
  });

  it('ask for the optional fields of a form', () => {
    const conversation = converse({
      nodes: [
        {
          id: 'q',
          kind: 'question',
          prompt: [{ type: 'text', text: '?' }],
          answer: {
            type: 'form',
            words: { skipHint: '{{ label }}, or "skip"' },
            fields: [{ name: 'a', label: 'Name', required: false, answer: { type: 'text' } }],
          },
          variable: 'v',
        },
      ],
    });
    expect(textsOf(conversation.start())).toEqual(['?\nName, or "skip"']);
  });

  it('are checked when the flow is validated', () => {
    const check = (words: unknown, type = 'number') =>
      validateFlow({
        format: 1,
        start: 'q',
        variables: [{ name: 'v', default: 1 }],
        nodes: [
          {
            id: 'q',
            kind: 'question',
            prompt: [{ type: 'text', text: '?' }],
            variable: 'v',
            answer: { type, words },
          },
        ],
      }).problems.map(({ path, message }) => [path, message]);
    expect(check({ numberTooSmall: '{{ min }} {{ v }}' })).toEqual([]);
    expect(check({ notADate: 'x' })).toEqual([
      ['/nodes/0/answer/words/notADate', 'The wording of the question has no field "notADate".'],
    ]);
    expect(check({ ruleBroken: 'x' }, 'email')).toHaveLength(1);
    expect(check({ notANumber: '' })).toEqual([
      ['/nodes/0/answer/words/notANumber', 'Text "notANumber" must not be empty.'],
    ]);
    expect(check({ notANumber: 'x'.repeat(1_001) })).toHaveLength(1);
    expect(check({ notANumber: '{{ 1 + }}' })).toHaveLength(1);
    expect(check({ numberTooSmall: '{{ nowhere }}' })).toHaveLength(1);
  });
});

describe('the examples in the engine’s texts', () => {
  const EXAMPLES: readonly [answer: SimpleAnswer, example: RegExp][] = [
    [{ type: 'phone' }, /\+[\d -]+\d/],
    [{ type: 'date' }, /\d[\d./年月-]+[\d日]/],
    [{ type: 'time' }, /\d\d[:.]\d\d/],
    [{ type: 'email' }, /\w+@example\.com/],
    [{ type: 'url' }, /https:\/\/example\.com/],
  ];

  it.each([...LANGUAGES.keys()])('are answers in the same language: %s', (language) => {
    for (const [answer, example] of EXAMPLES) {
      const [text = ''] = example.exec(reasonOf(answer, '?', language) ?? '') ?? [];
      expect(reasonOf(answer, text, language), text).toBeNull();
    }
  });
});

describe('choices in an Arabic sentence', () => {
  it('are isolated, so that their order follows the sentence', () => {
    expect(reasonOf({ type: 'choice', choices: CHOICES }, 'x', 'ar')).toBe(
      'يرجى اختيار واحد من هذه الخيارات: \u2068Rot\u2069، \u2068Berlin\u2069.',
    );
    expect(
      parseAnswer({ type: 'choice', choices: CHOICES }, '\u2068Rot\u2069', undefined, 'ar'),
    ).toMatchObject({
      ok: true,
      value: 'a',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { converse, type Flow } from '../../fixtures/converse';
import { validateFlow } from '../../validate';

const SIZES = [
  { value: 's', label: { en: 'Small', de: 'Klein' } },
  { value: 'l', label: { en: 'Large', de: 'Groß' } },
];

function question(answer: unknown): Flow['nodes'] {
  return [
    { id: 'q', kind: 'question', prompt: [{ type: 'text', text: '?' }], answer, variable: 'a' },
  ] as never;
}

function reply(answer: unknown, text: string, languages = ['de']) {
  const session = converse({ locale: 'en', languages, nodes: question(answer) });
  session.send({ type: 'started', inputId: 'in-0', variables: {}, regional: { locale: 'de' } });
  const [step] = session.say(text).trace.steps;
  return { answer: step?.answer, note: step?.note, value: session.variables().a };
}

describe('a reply to choices in several languages', () => {
  it('matches the labels of the language shown', () => {
    expect(reply({ type: 'choice', choices: SIZES }, 'groß')).toEqual({
      answer: { accepted: true, value: 'l', matchedBy: 'folded' },
      value: 'l',
    });
  });

  it('matches a label of another language, and the trace says so', () => {
    expect(reply({ type: 'choice', choices: SIZES }, 'Large')).toEqual({
      answer: { accepted: true, value: 'l', matchedBy: 'label' },
      note: 'Matched "Large" (en); the labels were shown in "de".',
      value: 'l',
    });
  });

  it('matches several choices, each in any language', () => {
    const { value, note } = reply({ type: 'multi-choice', choices: SIZES }, 'klein and large');
    expect(value).toEqual(['s', 'l']);
    expect(note).toBe('Matched "Large" (en); the labels were shown in "de".');
  });

  it('matches yes and no in any language', () => {
    const answer = {
      type: 'confirm',
      yes: { en: 'Go on', de: 'Weiter' },
      no: { en: 'Stop here', de: 'Halt' },
    };
    expect(reply(answer, 'go on')).toMatchObject({
      value: true,
      note: expect.stringContaining('"Go on" (en)'),
    });
    expect(reply(answer, 'halt')).toMatchObject({ value: false });
  });

  it('prefers the language shown where languages disagree', () => {
    const choices = [
      { value: 'present', label: { en: 'Gift', de: 'Geschenk' } },
      { value: 'poison', label: { en: 'Poison', de: 'Gift' } },
    ];
    expect(reply({ type: 'choice', choices }, 'gift').value).toBe('poison');
  });

  it('asks again if two other languages disagree', () => {
    const choices = [
      { value: 'present', label: { en: 'Gift', de: 'Geschenk', sv: 'Present' } },
      { value: 'married', label: { en: 'Married', de: 'Verheiratet', sv: 'Gift' } },
    ];
    expect(reply({ type: 'choice', choices }, 'gift', ['de', 'sv'])).toMatchObject({
      answer: { accepted: false },
      value: undefined,
    });
  });

  it('does not match a choice that is not offered', () => {
    const choices = [
      { value: 'a', label: { en: 'First', de: '{{ gone }}' } },
      { value: 'b', label: 'Second' },
    ];
    expect(reply({ type: 'choice', choices }, 'First')).toMatchObject({ answer: { accepted: false } });
  });
});

describe('choices that read the same', () => {
  const problems = (answer: unknown) =>
    validateFlow({ format: 1, locale: 'en', languages: ['de'], start: 'q', nodes: question(answer) })
      .problems.filter(({ code }) => code === 'choices_alike')
      .map(({ path, message }) => [path, message]);

  it('are a problem in the language in which they do', () => {
    const choices = [
      { value: '1', label: { en: 'Bank', de: 'Bank' } },
      { value: '2', label: { en: 'Bench', de: 'bank' } },
    ];
    expect(problems({ type: 'choice', choices })).toEqual([
      [
        '/nodes/0/answer/choices/1/label/de',
        'The choices "Bank" and "bank" are the same when typed in "de".',
      ],
    ]);
  });

  it('are none if they do so in different languages', () => {
    const choices = [
      { value: '1', label: { en: 'Gift', de: 'Geschenk' } },
      { value: '2', label: { en: 'Poison', de: 'Gift' } },
    ];
    expect(problems({ type: 'choice', choices })).toEqual([]);
  });

  it('are a problem for yes and no', () => {
    const answer = { type: 'confirm', yes: { en: 'Yes', de: 'Ja' }, no: { en: 'No', de: 'ja' } };
    expect(problems(answer)).toEqual([
      ['/nodes/0/answer/no', 'The labels "Ja" and "ja" are the same when typed in "de".'],
    ]);
  });
});

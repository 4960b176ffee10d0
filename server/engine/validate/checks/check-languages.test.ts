import { describe, expect, it } from 'vitest';
import { end, flow } from '../../fixtures/small-nodes';
import { validateFlow } from '../../validate';

const CODES = ['missing_language', 'unlisted_language', 'duplicate_language'];

function problems(nodes: unknown[], settings: object) {
  return validateFlow({ ...flow(...nodes, end), ...settings }).problems.flatMap(
    ({ severity, code, nodeId, path, message }) =>
      CODES.includes(code) ? [{ severity, code, nodeId, path, message }] : [],
  );
}

const say = (id: string, text: unknown, exit = 'end') => ({
  id,
  kind: 'message',
  messages: [{ type: 'text', text }],
  exits: { next: exit },
});
const EN_DE = { locale: 'en', languages: ['de'] };

describe('a text that lacks a language of the flow', () => {
  it('is a warning that names node, field and language', () => {
    const button = { label: { en: 'Go' }, action: { type: 'url', url: 'https://x.test' } };
    const node = {
      ...say('m', 'Hi'),
      messages: [{ type: 'buttons', text: { en: 'Hi', de: 'Hallo' }, buttons: [button] }],
    };
    expect(problems([node], EN_DE)).toEqual([
      {
        severity: 'warning',
        code: 'missing_language',
        nodeId: 'm',
        path: '/nodes/0/messages/0/buttons/0/label/de',
        message: 'Button 1 has no label in "de" yet.',
      },
    ]);
  });

  it('may stand in a trigger', () => {
    const fields = [{ name: 'a', label: { en: 'A', de: 'A' }, answer: { type: 'text' } }];
    const triggers = [
      {
        type: 'intent',
        name: 'help',
        displayLabel: { en: 'Help', de: 'Hilfe' },
        description: 'Answers questions',
        examples: [{ en: 'Help me', de: 'Hilf mir' }, { en: 'I am lost' }],
      },
      { type: 'form', code: 'f', title: 'Form', submitLabel: { de: 'Los' }, fields },
    ];
    expect(problems([], { ...EN_DE, triggers })).toMatchObject([
      { path: '/triggers/0/description/de', message: 'Trigger 1 has no description in "de" yet.' },
      { path: '/triggers/0/examples/1/de', message: 'Example 2 of trigger 1 is not given in "de" yet.' },
      { path: '/triggers/1/title/de', message: 'Trigger 2 has no title in "de" yet.' },
      { path: '/triggers/1/submitLabel/en', message: 'Trigger 2 has no submit label in "en" yet.' },
    ]);
  });

  it('may be one that a question says', () => {
    const answer = { type: 'number', words: { notANumber: { en: 'No number.' } } };
    const prompt = [{ type: 'text', text: { en: 'n?', de: 'n?' } }];
    const node = { id: 'q', kind: 'question', prompt, answer, variable: 'n', exits: { next: 'end' } };
    expect(problems([node], EN_DE)).toMatchObject([
      { message: 'Text "notANumber" is not given in "de" yet.' },
    ]);
  });

  it('may be a plain text, which is in the language of the flow', () => {
    expect(problems([say('m', 'Hi')], EN_DE)).toMatchObject([
      { message: 'The message has no text in "de" yet.' },
    ]);
    expect(problems([say('m', 'Hi')], { locale: 'en' })).toEqual([]);
    expect(problems([say('m', 'Hi')], {})).toEqual([]);
  });

  it('may lack the language of the flow itself', () => {
    expect(problems([say('m', { de: 'Hallo' })], EN_DE)).toMatchObject([
      { path: '/nodes/0/messages/0/text/en' },
    ]);
  });

  it.each([
    ['has no letters outside its expressions', '{{ name }}: {{ amount }} 1.'],
    ['is given in a language that fits', { en: 'Hi', 'de-AT': 'Servus' }],
  ])('is none if it %s', (_, text) => {
    expect(problems([say('m', text)], EN_DE)).toEqual([]);
  });

  it('is none if it is an address', () => {
    const image = { ...say('m', 'x'), messages: [{ type: 'image', url: 'https://x.test/a.png' }] };
    expect(problems([image], EN_DE)).toEqual([]);
  });

  it('is summed up where there are many', () => {
    const nodes = Array.from({ length: 400 }, (_, index) =>
      say(`n${index}`, 'Hi', index === 399 ? 'end' : `n${index + 1}`),
    );
    const languages = ['de', 'fr', 'es'];
    expect(problems(nodes, { locale: 'en', languages })).toMatchObject(
      languages.map((language) => ({
        nodeId: 'n0',
        message: `400 texts are not in "${language}" yet. The first: The message has no text in "${language}" yet.`,
      })),
    );
  });
});

it('warns once of a language that is not listed', () => {
  const nodes = [say('m', { en: 'a', fr: 'b' }, 'n'), say('n', { en: 'a', fr: 'b' })];
  expect(problems(nodes, { locale: 'en' })).toEqual([
    {
      severity: 'warning',
      code: 'unlisted_language',
      nodeId: 'm',
      path: '/nodes/0/messages/0/text/fr',
      message: 'Texts are written in "fr", which is not among the languages of the flow. Add "fr" to them.',
    },
  ]);
});

it('refuses a language that is listed twice', () => {
  expect(problems([], { locale: 'en', languages: ['de', 'EN', 'DE'] })).toMatchObject([
    { severity: 'error', code: 'duplicate_language', path: '/languages/1' },
    { severity: 'error', code: 'duplicate_language', path: '/languages/2' },
  ]);
});

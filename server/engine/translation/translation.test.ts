import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flowDefinition } from '../definition';
import { randomFlow } from '../fixtures/random-flow';
import { end } from '../fixtures/small-nodes';
import type { JsonObject } from '../json';
import { runSteps } from '../steps';
import { exportTranslation } from './export-translation';
import { importTranslation } from './import-translation';
import type { TranslationFile } from './translation-file';

const say = (id: string, text: unknown, next = 'end') => ({
  id,
  kind: 'message',
  messages: [{ type: 'text', text }],
  exits: { next },
});
const ask = {
  id: 'ask',
  kind: 'question',
  prompt: [{ type: 'text', text: 'Which {{ thing }}?' }],
  variable: 'a',
  answer: {
    type: 'form',
    fields: [
      {
        name: 'size',
        label: 'Size',
        answer: { type: 'choice', choices: [{ value: 's/m', label: { en: 'Small', de: 'Klein' } }] },
      },
      { name: 'sure', label: 'Sure?', answer: { type: 'confirm' } },
    ],
  },
};

function draftOf(nodes: unknown[], settings: object = {}): JsonObject {
  return { format: 1, locale: 'en', start: 'm', nodes, ...settings } as JsonObject;
}

const exported = (draft: JsonObject, language = 'de') =>
  runSteps(exportTranslation(flowDefinition.parse(draft), language));
const imported = (draft: JsonObject, file: TranslationFile, applyStale = false) =>
  runSteps(importTranslation({ draft, definition: flowDefinition.parse(draft) }, file, { applyStale }));
/** The file with these targets, by the beginning of their keys. */
const translate = (file: TranslationFile, targets: Record<string, string>): TranslationFile => ({
  ...file,
  texts: Object.fromEntries(
    Object.entries(file.texts).map(([key, text]) => [key, { ...text, target: targets[key] ?? text.target }]),
  ),
});

const TRIGGERS = [
  {
    type: 'intent',
    name: 'help',
    displayLabel: 'Help',
    examples: ['Help me', { en: 'Lost', de: 'Verirrt' }],
  },
  {
    type: 'form',
    code: 'f',
    title: { en: 'Form', de: 'Formular' },
    submitLabel: 'Go',
    fields: [{ name: 'a', label: 'Age', answer: { type: 'number' } }],
  },
];

it('covers the texts of triggers, in lists as well', () => {
  const draft = draftOf([say('m', { en: 'Hi', de: 'Hallo' }), end], { triggers: TRIGGERS });
  const file = exported(draft);
  expect(Object.keys(file.texts)).toEqual([
    'nodes/m/messages/1/text',
    'triggers/intent/help/displayLabel',
    'triggers/intent/help/examples/1',
    'triggers/intent/help/examples/2',
    'triggers/form/f/title',
    'triggers/form/f/submitLabel',
    'triggers/form/f/fields/a/label',
  ]);
  expect(file.texts['triggers/intent/help/examples/1']).toEqual({
    source: 'Help me',
    target: '',
    note: 'Example 1 of trigger 1',
  });
  const { draft: next } = imported(
    draft,
    translate(file, {
      'triggers/intent/help/examples/1': 'Hilf mir',
      'triggers/intent/help/displayLabel': 'Hilfe',
      'triggers/form/f/submitLabel': 'Los',
    }),
  );
  expect(next).toMatchObject({
    triggers: [
      {
        displayLabel: { en: 'Help', de: 'Hilfe' },
        examples: [
          { en: 'Help me', de: 'Hilf mir' },
          { en: 'Lost', de: 'Verirrt' },
        ],
      },
      { submitLabel: { en: 'Go', de: 'Los' } },
    ],
  });
});

describe('an export', () => {
  it('has the texts by keys of node and field, with notes', () => {
    expect(exported(draftOf([say('m', 'Hi', 'ask'), ask, end]))).toEqual({
      format: 'parley.translation',
      sourceLanguage: 'en',
      targetLanguage: 'de',
      texts: {
        'nodes/m/messages/1/text': { source: 'Hi', target: '', note: 'Text of the message (node m)' },
        'nodes/ask/prompt/1/text': {
          source: 'Which {{ thing }}?',
          target: '',
          note: 'Text of the question (node ask)',
        },
        'nodes/ask/answer/fields/size/label': {
          source: 'Size',
          target: '',
          note: 'Label of field 1 (node ask)',
        },
        'nodes/ask/answer/fields/size/answer/choices/s~1m/label': {
          source: 'Small',
          target: 'Klein',
          note: 'Label of choice 1 of field 1 (node ask)',
        },
        'nodes/ask/answer/fields/sure/label': {
          source: 'Sure?',
          target: '',
          note: 'Label of field 2 (node ask)',
        },
      },
    });
  });

  it('leaves out what reads the same in every language', () => {
    const image = { type: 'image', url: 'https://x.test/a.png', title: '{{ name }} 1' };
    const draft = draftOf([{ ...say('m', 'x'), messages: [image] }, end]);
    expect(exported(draft).texts).toEqual({});
  });
});

describe('an import', () => {
  const draft = draftOf([say('m', 'Hi {{ name }}', 'ask'), ask, end], { languages: ['fr'] });

  it('sets translations and lists the language', () => {
    const file = translate(exported(draft), { 'nodes/m/messages/1/text': 'Hallo {{ name }}' });
    const { draft: after, report } = imported(draft, file);
    expect(report).toMatchObject({
      applied: 1,
      unchanged: 1,
      untranslated: 3,
      unknown: [],
      stale: [],
      warnings: [],
    });
    expect(after).toMatchObject({
      languages: ['fr', 'de'],
      nodes: [{ messages: [{ text: { en: 'Hi {{ name }}', de: 'Hallo {{ name }}' } }] }, ask, end],
    });
    // The draft itself is not modified.
    expect(draft.languages).toEqual(['fr']);
  });

  it('finds the texts of a node that moved, and of choices in another order', () => {
    const file = translate(exported(draft), { 'nodes/ask/answer/fields/sure/label': 'Sicher?' });
    const [size, sure] = ask.answer.fields;
    const moved = draftOf([
      end,
      { ...ask, answer: { ...ask.answer, fields: [sure, size] } },
      say('m', 'Hi {{ name }}'),
    ]);
    expect(imported(moved, file)).toMatchObject({
      draft: { nodes: [end, { answer: { fields: [{ label: { en: 'Sure?', de: 'Sicher?' } }, size] } }, {}] },
      report: { applied: 1, unknown: [] },
    });
  });

  it('reports unknown keys, and changes nothing for them', () => {
    const file = exported(draft);
    const texts = {
      'nodes/gone/text': { source: 'a', target: 'b' },
      constructor: { source: 'a', target: 'b' },
    };
    expect(imported(draft, { ...file, texts })).toMatchObject({
      draft: null,
      report: { applied: 0, unknown: ['nodes/gone/text', 'constructor'] },
    });
  });

  it('leaves texts alone whose source has changed, unless it is asked to set them', () => {
    const file = translate(exported(draft), { 'nodes/m/messages/1/text': 'Hallo {{ name }}' });
    const changed = draftOf([say('m', 'Good day {{ name }}', 'ask'), ask, end]);
    const stale = [
      {
        key: 'nodes/m/messages/1/text',
        nodeId: 'm',
        source: 'Hi {{ name }}',
        current: 'Good day {{ name }}',
      },
    ];
    expect(imported(changed, file)).toMatchObject({ draft: null, report: { applied: 0, stale } });
    expect(imported(changed, file, true)).toMatchObject({
      draft: {
        nodes: [{ messages: [{ text: { en: 'Good day {{ name }}', de: 'Hallo {{ name }}' } }] }, {}, {}],
      },
      report: { applied: 1, stale },
    });
  });

  it('warns of an expression that is missing', () => {
    const file = translate(exported(draft), { 'nodes/m/messages/1/text': 'Hallo {{ nome }}' });
    expect(imported(draft, file).report).toMatchObject({
      applied: 1,
      warnings: [
        { key: 'nodes/m/messages/1/text', nodeId: 'm', message: 'The translation lacks {{ name }}.' },
      ],
    });
  });

  it.each([
    ['has a syntax error', '{{ 1 + }}', /at character/],
    ['is too long', 'x'.repeat(8_001), /must have at most 8,000 characters/],
  ])('sets nothing if one translation %s', (_, target, message) => {
    const file = translate(exported(draft), {
      'nodes/m/messages/1/text': target,
      'nodes/ask/answer/fields/sure/label': 'Sicher?',
    });
    expect(imported(draft, file)).toMatchObject({
      draft: null,
      report: {
        applied: 0,
        problems: [{ key: 'nodes/m/messages/1/text', nodeId: 'm', message: expect.stringMatching(message) }],
      },
    });
  });
});

describe('translation/round-trip: any flow', () => {
  it('is the same after an export and import, and has every translation that was written', () => {
    fc.assert(
      fc.property(randomFlow, fc.constantFrom('de', 'pt-BR', 'ja'), (definition, language) => {
        fc.pre(definition.locale !== language);
        const draft = structuredClone(definition) as unknown as JsonObject;
        const file = exported(draft, language);
        expect(imported(draft, file)).toMatchObject({
          draft: null,
          report: { applied: 0, unknown: [], stale: [] },
        });
        const targets = Object.keys(file.texts).map((key, index) => [key, `Wort ${index}`]);
        const written = translate(file, Object.fromEntries(targets));
        const after = imported(draft, written).draft ?? draft;
        expect(exported(after, language).texts).toEqual(written.texts);
        // What is in other languages does not change.
        expect(exported(after, 'qq').texts).toEqual(exported(draft, 'qq').texts);
      }),
      { numRuns: 60 },
    );
  });
});

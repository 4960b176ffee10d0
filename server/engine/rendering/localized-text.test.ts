import { describe, expect, it } from 'vitest';
import { flowDefinition } from '../definition';
import { converse, type Flow, textsOf, type UntimedEvent } from '../fixtures/converse';
import { end } from '../fixtures/small-nodes';
import { compileProgram } from '../program';
import { validateFlow } from '../validate';

const GREETING = { en: 'Hello {{ name }}', de: 'Hallo {{ name }}', 'pt-BR': 'Olá {{ name }}' };

function say(text: unknown): Flow['nodes'] {
  return [
    { id: 'm', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'end' } },
    end,
  ] as never;
}

function start(flow: Flow, locale?: string) {
  const session = converse(flow);
  const started = { type: 'started', inputId: 'in-0', variables: { name: 'Ann' } };
  return session.send({ ...started, ...(locale && { regional: { locale } }) } as UntimedEvent);
}

describe('a text in several languages', () => {
  const flow: Flow = { locale: 'en', languages: ['de', 'pt-BR', 'fr'], nodes: say(GREETING) };

  it.each([
    ['de', 'Hallo Ann'],
    ['DE', 'Hallo Ann'],
    ['de-AT', 'Hallo Ann'],
    ['pt', 'Olá Ann'],
    ['pt-PT', 'Olá Ann'],
    ['en-GB', 'Hello Ann'],
    // The flow has French, but this text lacks it.
    ['fr', 'Hello Ann'],
    // The flow has no Japanese.
    ['ja', 'Hello Ann'],
    [undefined, 'Hello Ann'],
  ])('is rendered for %s as "%s"', (locale, text) => {
    expect(textsOf(start(flow, locale))[0]).toBe(text);
  });

  it('is rendered in its first language if it lacks the flow language', () => {
    const nodes = say({ fr: 'Bonjour', de: 'Hallo' });
    expect(textsOf(start({ locale: 'en', languages: ['de', 'fr', 'es'], nodes }, 'es'))[0]).toBe('Bonjour');
  });

  it('records what is missing in the language shown only', () => {
    const nodes = say({ en: 'Hello {{ gone }}', de: 'Hallo {{ weg }}' });
    const { trace } = start({ locale: 'en', languages: ['de'], nodes }, 'de');
    expect(trace.steps[0]?.misses?.map(({ expression }) => expression)).toEqual(['weg']);
  });

  it('uses the own language of a called flow', () => {
    const call: Flow['nodes'] = [{ id: 's', kind: 'subflow', flow: 'other' }];
    const other: Flow = { locale: 'de', languages: ['fr'], nodes: say({ de: 'Hallo', fr: 'Bonjour' }) };
    const session = converse({ locale: 'en', nodes: call }, { called: { other } });
    expect(textsOf(session.start())[0]).toBe('Hallo');
  });

  it('may stand in every text that people read', () => {
    const both = (name: string) => ({ en: `${name} en`, de: `${name} de` });
    const button = {
      label: both('button'),
      action: { type: 'url', url: { en: 'https://en.test', de: 'https://de.test' } },
    };
    const nodes = [
      {
        id: 'm',
        kind: 'message',
        messages: [
          { type: 'markdown', text: both('markdown') },
          {
            type: 'image',
            url: { en: 'https://en.test/a.png', de: 'https://de.test/a.png' },
            title: both('image'),
          },
          { type: 'card', title: both('card'), subtitle: both('subtitle'), buttons: [button] },
          { type: 'carousel', cards: [{ type: 'card', title: both('first') }] },
          { type: 'buttons', text: both('buttons'), buttons: [button] },
          { type: 'list', title: both('list'), items: [{ title: both('row'), button }] },
          { type: 'location', latitude: '1', longitude: '2', title: both('place') },
          { type: 'custom', payload: {}, fallback: both('fallback') },
        ],
        exits: { next: 'q' },
      },
      {
        id: 'q',
        kind: 'question',
        prompt: [{ type: 'text', text: both('prompt') }],
        variable: 'a',
        answer: {
          type: 'form',
          title: both('title'),
          submitLabel: both('submit'),
          fields: [
            {
              name: 'f',
              label: both('field'),
              answer: { type: 'confirm', yes: both('yes'), no: both('no') },
            },
            {
              name: 'g',
              label: both('other'),
              answer: { type: 'choice', choices: [{ value: 'v', label: both('choice') }] },
            },
          ],
        },
      },
    ] as never;
    const shown = JSON.stringify(start({ locale: 'en', languages: ['de'], nodes }, 'de').messages);
    expect(shown).not.toMatch(/ en\b|en\.test/);
    expect(shown.match(/ de\b/g)?.length).toBeGreaterThan(20);
    expect(JSON.stringify(start({ locale: 'en', languages: ['de'], nodes }).messages)).not.toMatch(
      / de\b|de\.test/,
    );
  });

  it('names rules, retries, suggestions and the end in the language', () => {
    const nodes = [
      {
        id: 'q',
        kind: 'question',
        prompt: [{ type: 'text', text: '?' }],
        answer: { type: 'text' },
        variable: 'a',
        rules: [{ when: "answer != 'x'", message: { en: 'Not x', de: 'Nicht x' } }],
        exits: { next: 's' },
      },
      { id: 's', kind: 'suggest', text: { en: 'Offer', de: 'Angebot' }, exits: { next: 'end' } },
      { id: 'end', kind: 'end', text: { en: 'Bye', de: 'Tschüss' } },
    ] as never;
    const session = converse({ locale: 'en', languages: ['de'], nodes });
    session.send({ type: 'started', inputId: 'in-0', variables: {}, regional: { locale: 'de' } });
    expect(textsOf(session.say('x'))).toEqual(['Nicht x']);
    const last = session.say('y');
    expect(last.effects).toMatchObject([{ type: 'suggest', text: 'Angebot' }]);
    expect(textsOf(last)).toContain('Tschüss');
  });
});

describe('the shape of a text in several languages', () => {
  const messages = (text: unknown) =>
    validateFlow({ format: 1, start: 'm', nodes: say(text) }).problems.flatMap(
      ({ severity, path, message }) => (severity === 'error' ? [[path, message]] : []),
    );

  it.each<[string, unknown, string, string]>([
    ['an empty one', { en: 'a', de: '' }, '/de', 'The message has no text in "de" yet.'],
    ['none at all', {}, '', 'The text of the message must have a text in at least one language.'],
    ['a number', 7, '', 'The text of the message must be a text or an object.'],
    [
      'one that is too long',
      { de: 'x'.repeat(8_001) },
      '/de',
      'The text in "de" of the message must have at most 8,000 characters, not 8,001.',
    ],
    [
      'a key that is no language',
      { constructor: 'a' },
      '/constructor',
      'The text of the message has the language "constructor": it must be a language tag, such as en, pt-BR or zh-Hant.',
    ],
  ])('reports %s', (_, text, path, message) => {
    expect(messages(text)).toEqual([[`/nodes/0/messages/0/text${path}`, message]]);
  });

  it('refuses __proto__, and more than 30 languages', () => {
    const hostile = JSON.parse('{ "en": "a", "__proto__": "b" }') as unknown;
    expect(messages(hostile)[0]?.[1]).toBe('A key named __proto__ is not accepted.');
    const many = Object.fromEntries(
      Array.from({ length: 31 }, (_, index) => [
        `a${'abcdefghijklmnopqrstuvwxyz'[index % 26]}${index > 25 ? 'x' : ''}`,
        'a',
      ]),
    );
    expect(messages(many)[0]?.[1]).toContain('must have at most 30 languages');
  });

  it('reports a syntax error at its language', () => {
    expect(messages({ en: 'a', de: '{{ 1 + }}' })).toMatchObject([
      ['/nodes/0/messages/0/text/de', expect.any(String)],
    ]);
  });

  it('keeps a plain text as it is', () => {
    const definition = { format: 1, start: 'm', nodes: say('Hi') };
    expect(validateFlow(definition).definition?.nodes[0]).toMatchObject({
      messages: [{ type: 'text', text: 'Hi' }],
    });
    expect(compileProgram(flowDefinition.parse(definition), new Map()).nodes.size).toBe(2);
  });
});

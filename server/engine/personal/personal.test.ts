import { describe, expect, it } from 'vitest';
import { toCallKey } from '../certify/call-key';
import { ask, type Definition, end, type Fields, say, set } from '../certify/fixtures/analyze-flow';
import type { CallSummaries } from '../certify/flow-graph';
import { runSteps } from '../steps';
import { addUnknownNames, summarizeInSteps, validateInSteps } from '../validate';
import { keepPersonal } from './check-models';

const EMAIL = [{ name: 'email', personal: true }];
const model = (id: string, more: object, next = 'end'): Fields => ({
  ...{ id, kind: 'ai', url: 'https://m.test/v1', model: 'm', variable: 'reply', exits: { next } },
  ...more,
});
const subflow = (id: string, more: object, next = 'end'): Fields => ({
  ...{ id, kind: 'subflow', flow: 'other', exits: { next }, ...more },
});

function validate({ variables = EMAIL, nodes }: Definition, calls: CallSummaries = new Map()) {
  const definition = { format: 1, variables, start: nodes[0]?.id, nodes };
  return runSteps(validateInSteps(definition, calls));
}

/** The places as `names → target path`. */
function list(
  nodes: Fields[],
  more: { variables?: object[]; calls?: CallSummaries; attributes?: string[] } = {},
) {
  const { calls, attributes = [], variables = EMAIL } = more;
  const { personal, problems } = validate({ variables, nodes }, calls);
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return keepPersonal(personal, { attributes }).map(
    ({ names, target, path, flow }) =>
      `${names.join(' ')} → ${target} ${path}${flow ? ` ${flow.slug} ${flow.reaches?.join(' ') ?? '?'}` : ''}`,
  );
}

describe('personal data', () => {
  it.each<[string, Fields[], string[]]>([
    ['is said', [say('m', 'To {{ email }}')], ['email → message /nodes/0/messages/0/text']],
    [
      'is in the prompt, the data and the messages of a question, but not in its rules',
      [
        ask(
          'q',
          'x',
          {},
          {
            prompt: [{ type: 'text', text: '{{ email }}?' }],
            rules: [{ when: 'answer != email', message: 'Not {{ email }}' }],
            retries: { max: 1, message: 'No, {{ email }}' },
          },
        ),
      ],
      [
        'email → message /nodes/0/prompt/0/text',
        'email → message /nodes/0/retries/message',
        'email → message /nodes/0/rules/0/message',
      ],
    ],
    [
      'is in each part of a call, and not in what is saved of it',
      [
        {
          ...{ id: 'h', kind: 'http', method: 'POST', url: 'https://x.test/{{ email }}' },
          ...{ query: { q: '{{ email }}' }, headers: { 'X-Who': '{{ email }}' } },
          body: { type: 'json', value: { to: '{{ email }}' } },
          save: [{ variable: 'copy', value: 'email' }],
          exits: { success: 'm' },
        },
        say('m', '{{ copy }}'),
      ],
      [
        'email → call /nodes/0/body/value/to',
        'email → call /nodes/0/headers/X-Who',
        'email → call /nodes/0/query/q',
        'email → call /nodes/0/url',
        'email → message /nodes/1/messages/0/text',
      ],
    ],
    [
      'is sent to a model, whose reply may have it, and kept in the history',
      [
        model('a', { prompt: '{{ email }}', history: { variable: 'talk' } }, 'b'),
        model('b', { prompt: 'Sum up: {{ reply }}' }, 'e'),
        { id: 'e', kind: 'emit', event: 'done', payload: { talk: '{{ talk }}' } },
      ],
      [
        'email → model /nodes/0/history',
        'email → model /nodes/0/prompt',
        'email → model /nodes/1/prompt',
        'email → event /nodes/2/payload/talk',
      ],
    ],
    [
      'moves by assignments, also to nodes before',
      [
        say('m', '{{ b }}', 's'),
        set('s', { a: 'email.toLowerCase()' }, 't'),
        set('t', { b: '[a]', c: '1' }, 'o'),
        { id: 'o', kind: 'end', output: { b: '{{ b }}', c: '{{ c }}' } },
      ],
      ['email → message /nodes/0/messages/0/text', 'email → output /nodes/3/output/b'],
    ],
    [
      'is given to a person, a member and the contact',
      [
        { ...set('s', {}, 't'), contact: [{ field: 'name', value: 'email' }] },
        { id: 't', kind: 'transfer', destination: 'desk {{ email }}', exits: { success: 'g' } },
        { id: 'g', kind: 'suggest', text: 'Ask {{ email }}', exits: { next: 'end' } },
        end(),
      ],
      [
        'email → contact /nodes/0/contact/0/value',
        'email → person /nodes/1/destination',
        'email → person /nodes/2/text',
      ],
    ],
    [
      'only decides the way',
      [
        { id: 'c', kind: 'condition', branches: [{ id: 'y', when: 'email' }], exits: { y: 'w' } },
        {
          id: 'w',
          kind: 'intent',
          text: 'email',
          branches: [{ id: 'y', keywords: ['x'] }],
          exits: { y: 'end' },
        },
        end(),
      ],
      [],
    ],
    [
      'is an item of a list',
      [
        { id: 'l', kind: 'each', list: 'email', item: 'one', exits: { body: 'm', done: 'end' } },
        say('m', '{{ one }}', 'l'),
        end(),
      ],
      ['email → message /nodes/1/messages/0/text'],
    ],
    [
      'is chosen from data',
      [
        ask(
          'q',
          'picked',
          { next: 'm' },
          {
            answer: { type: 'choice', choicesFrom: { list: 'email', value: 'item', label: 'item' } },
          },
        ),
        say('m', '{{ picked }}'),
      ],
      ['email → message /nodes/0/answer/choicesFrom/list', 'email → message /nodes/1/messages/0/text'],
    ],
  ])('%s', (_, nodes, expected) => {
    expect(list(nodes)).toEqual(expected);
  });

  it('is also an answer that is tagged, and the last message until the next question', () => {
    const nodes = [
      ask('q', 'city', { next: 'a' }, { personal: true }),
      model('a', { history: { variable: 'talk' } }, 'p'),
      ask('p', 'mood', { next: 'b' }),
      model('b', { history: { variable: 'other' } }, 'm'),
      say('m', '{{ mood }} {{ other }}', 'n'),
      say('n', '{{ talk }}'),
    ];
    expect(list(nodes, { variables: [] })).toEqual([
      'city → model /nodes/1',
      'city → model /nodes/1/history',
      'city → message /nodes/5/messages/0/text',
    ]);
  });

  it('is the address, the name and the tagged attributes of the contact', () => {
    const nodes = [
      say('m', '{{ contact.name.trim() }} {{ contact.locale }} {{ contact.attributes.plan }}', 'n'),
      say('n', '{{ contact.attributes[contact.locale] }}', 'o'),
      say('o', '{{ JSON.stringify(contact) }}'),
    ];
    const at = (index: number) => `message /nodes/${index}/messages/0/text`;
    expect(list(nodes)).toEqual([`contact.name → ${at(0)}`, `contact.address contact.name → ${at(2)}`]);
    expect(list(nodes, { attributes: ['plan'] })).toEqual([
      `contact.attributes.plan contact.name → ${at(0)}`,
      `contact.attributes → ${at(1)}`,
      `contact.address contact.attributes contact.name → ${at(2)}`,
    ]);
    expect(list([say('m', '{{ contact.name }}')], { variables: [{ name: 'contact' }] })).toEqual([]);
  });

  it('is followed into the flows that are called, and back', () => {
    const other = [
      model('a', { prompt: '{{ text }}' }, 'o'),
      { id: 'o', kind: 'end', output: '{{ reply }} {{ lang }}' },
    ];
    const calls = summarize(other);
    const nodes = [
      subflow(
        'f',
        {
          inputs: [
            { variable: 'text', value: 'email' },
            { variable: 'lang', value: '"en"' },
          ],
          outputs: [{ variable: 'found', value: 'output' }],
        },
        'm',
      ),
      say('m', '{{ found }}'),
    ];
    expect(list(nodes, { calls })).toEqual([
      'email → flow /nodes/0/inputs/0/value other model output',
      'email → message /nodes/1/messages/0/text',
    ]);
    expect(list(nodes)).toEqual([
      'email → flow /nodes/0/inputs/0/value other ?',
      'email → message /nodes/1/messages/0/text',
    ]);
  });

  it('is followed through variables that flows share', () => {
    const other = [
      set('s', { note: 'email' }, 'e'),
      { id: 'e', kind: 'emit', event: 'x', payload: { note: '{{ note }}' } },
    ];
    const nodes = [subflow('f', { share: true }, 'm'), say('m', '{{ note }}')];
    expect(list(nodes, { calls: summarize(other) })).toEqual([
      'email → flow /nodes/0/share other event',
      'email → message /nodes/1/messages/0/text',
    ]);
  });
});

function summarize(nodes: Fields[]): CallSummaries {
  const { definition } = validate({ variables: [], nodes });
  if (!definition) throw new Error('The called flow is invalid.');
  const summary = runSteps(summarizeInSteps(definition, new Map()));
  return new Map(summary ? [[toCallKey({ flow: 'other' }), summary]] : []);
}

describe('an organization that keeps personal data from models', () => {
  const rules = { attributes: [], refusesModels: true };
  const refused = (nodes: Fields[], calls?: CallSummaries, refusesModels = true) =>
    addUnknownNames(validate({ nodes }, calls), {
      ...{ flows: ['other'], own: null },
      personal: { ...rules, refusesModels },
    })
      .problems.filter(({ code }) => code === 'personal_data_to_model')
      .map(({ severity, path, message }) => `${severity} ${path} ${message.slice(0, message.indexOf('.'))}`);

  it('gets an error for a model and for a flow that sends it to one', () => {
    const nodes = [model('a', { prompt: '{{ email }}' }), end()];
    expect(refused(nodes)).toEqual(['error /nodes/0/prompt Personal data (email) is sent to a model here']);
    expect(refused(nodes, undefined, false)).toEqual([]);
    const calls = summarize([model('a', { prompt: '{{ text }}' })]);
    const caller = [subflow('f', { inputs: [{ variable: 'text', value: 'email' }] }), end()];
    expect(refused(caller, calls)).toEqual([
      'error /nodes/0/inputs/0/value Personal data (email) is given to the flow "other", which sends it to a model',
    ]);
    expect(refused([say('m', '{{ email }}', 'a'), model('a', { prompt: 'Hi' }), end()])).toEqual([]);
  });
});

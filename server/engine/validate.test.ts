import { describe, expect, it } from 'vitest';
import type { NodeInput } from './fixtures/converse';
import { validateFlow } from './validate';

const end: NodeInput = { id: 'end', kind: 'end' };
const hello: NodeInput = {
  id: 'm',
  kind: 'message',
  messages: [{ type: 'text', text: 'Hi' }],
  exits: { next: 'end' },
};
const ask: NodeInput = {
  id: 'q',
  kind: 'question',
  prompt: [{ type: 'text', text: '?' }],
  answer: { type: 'text' },
  variable: 'a',
  exits: { next: 'end' },
};
const call: NodeInput = {
  id: 'h',
  kind: 'http',
  method: 'GET',
  url: 'https://x.test',
  exits: { success: 'end', failure: 'end' },
};
const set = (id: string, next?: string): NodeInput => ({
  id,
  kind: 'set',
  assign: [{ variable: 'a', value: '1' }],
  exits: next ? { next } : {},
});

function flow(...nodes: unknown[]) {
  const first = nodes[0] as { id?: string };
  return { format: 1, start: first.id, nodes };
}

const answering = (answer: unknown) => flow({ ...ask, answer }, end);

type Row = [
  code: string,
  severity: 'error' | 'warning',
  definition: unknown,
  nodeId: string | null,
  path: string,
  message: string,
];

const ROWS: Row[] = [
  [
    'start_missing',
    'error',
    { ...flow(hello, end), start: 'x' },
    null,
    '/start',
    'There is no node "x" to start at.',
  ],
  ['duplicate_id', 'error', flow(hello, end, end), 'end', '/nodes/2/id', 'There are two nodes "end".'],
  [
    'duplicate_variable',
    'error',
    { ...flow(hello, end), variables: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] },
    null,
    '/variables/2/name',
    'There are two variables "a".',
  ],
  [
    'dangling_exit',
    'error',
    flow({ ...hello, exits: { next: 'gone' } }),
    'm',
    '/nodes/0/exits/next',
    'The exit "next" of "m" leads to "gone", which is not there.',
  ],
  [
    'unknown_exit',
    'error',
    flow({ ...hello, exits: { 'a/b': 'end', next: 'end' } }, end),
    'm',
    '/nodes/0/exits/a~1b',
    '"m" has no exit "a/b"; it has next.',
  ],
  ['unreachable', 'warning', flow(hello, end, set('lone')), 'lone', '/nodes/2', 'No way leads to "lone".'],
  [
    'unwired_exit',
    'warning',
    flow({ id: 'c', kind: 'condition', branches: [{ id: 'b', when: 'true' }], exits: { b: 'end' } }, end),
    'c',
    '/nodes/0/exits',
    'The exit "else" of "c" leads nowhere: the flow ends there.',
  ],
  [
    'expression_syntax',
    'error',
    flow({ ...set('s', 'end'), assign: [{ variable: 'a', value: '1 + * 2' }] }, end),
    's',
    '/nodes/0/assign/0/value',
    'Unexpected "*" (at character 5).',
  ],
  [
    'template_syntax',
    'error',
    flow({ ...hello, messages: [{ type: 'text', text: 'Hi {{ 1 + * 2 }}' }] }, end),
    'm',
    '/nodes/0/messages/0/text',
    'Unexpected "*" (at character 11).',
  ],
  [
    'unknown_variable',
    'warning',
    flow({ ...hello, messages: [{ type: 'text', text: 'Hi {{ nam }}' }] }, end),
    'm',
    '/nodes/0/messages/0/text',
    '"nam" is neither declared nor set anywhere in this flow.',
  ],
  [
    'endless_loop',
    'error',
    flow(ask, { ...set('a', 'b') }, set('b', 'a'), { ...end }),
    'a',
    '/nodes/1/exits',
    'Nothing waits on the way round "a" → "b" → "a".',
  ],
  [
    'calling_loop',
    'warning',
    flow({ ...call, exits: { success: 'end', failure: 's' } }, set('s', 'h'), end),
    'h',
    '/nodes/0/exits',
    'The way round "h" → "s" → "h" calls without ever waiting.',
  ],
  [
    'no_weight',
    'error',
    flow({ id: 'x', kind: 'split', branches: [{ id: 'a', weight: 0 }] }),
    'x',
    '/nodes/0/branches',
    'Every branch weighs 0, so none could be taken.',
  ],
  [
    'duplicate_branch',
    'error',
    flow(
      {
        id: 'x',
        kind: 'split',
        branches: [
          { id: 'a', weight: 1 },
          { id: 'a', weight: 1 },
        ],
        exits: { a: 'end' },
      },
      end,
    ),
    'x',
    '/nodes/0/branches/1/id',
    'There are two branch ids "a".',
  ],
  [
    'reserved_branch',
    'error',
    flow(
      { id: 'c', kind: 'condition', branches: [{ id: 'else', when: 'true' }], exits: { else: 'end' } },
      end,
    ),
    'c',
    '/nodes/0/branches/0/id',
    'A branch cannot be called "else": that is the exit taken when none holds.',
  ],
  [
    'duplicate_choice',
    'error',
    answering({
      type: 'choice',
      choices: [
        { value: 'a', label: 'A' },
        { value: 'a', label: 'B' },
      ],
    }),
    'q',
    '/nodes/0/answer/choices/1/value',
    'There are two choices "a".',
  ],
  [
    'duplicate_field',
    'error',
    answering({
      type: 'form',
      fields: [1, 2].map((n) => ({ name: 'f', label: `${n}`, answer: { type: 'text' } })),
    }),
    'q',
    '/nodes/0/answer/fields/1/name',
    'There are two fields "f".',
  ],
  [
    'min_over_max',
    'error',
    answering({ type: 'number', min: 5, max: 1 }),
    'q',
    '/nodes/0/answer/min',
    'The least that is allowed, 5, is more than the most, 1.',
  ],
  [
    'http_url',
    'error',
    flow({ ...call, url: 'ftp://x' }, end),
    'h',
    '/nodes/0/url',
    'The address must begin with http:// or https://.',
  ],
  [
    'wait_time',
    'error',
    flow({ id: 'w', kind: 'wait', wait: { type: 'until', time: "'soon'" } }),
    'w',
    '/nodes/0/wait/time',
    'This is no time: give an ISO 8601 text or milliseconds since 1970.',
  ],
];

describe('validateFlow', () => {
  it.each(ROWS)('reports %s', (code, severity, definition, nodeId, path, message) => {
    const { definition: parsed, problems } = validateFlow(definition);
    expect(problems).toContainEqual({ severity, code, nodeId, path, message });
    expect(parsed).not.toBeNull();
  });

  it('finds nothing in a flow that is well', () => {
    expect(validateFlow(flow(hello, end))).toMatchObject({ problems: [], definition: { variables: [] } });
  });

  it('reports a call of a flow that is not known, where it is told which are', () => {
    const calling = flow({ id: 'c', kind: 'subflow', flow: 'faq' });
    const message = 'There is no published flow "faq" to call.';
    expect(validateFlow(calling, { flows: ['other'] }).problems).toEqual([
      { severity: 'error', code: 'unknown_flow', nodeId: 'c', path: '/nodes/0/flow', message },
    ]);
    expect(validateFlow(calling, { flows: ['faq'] }).problems).toEqual([]);
    expect(validateFlow(calling).problems).toEqual([]);
  });

  it('puts errors before warnings', () => {
    const { problems } = validateFlow(flow({ ...hello, exits: { next: 'gone' } }, set('lone')));
    expect(problems.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });
});

describe('variables in sight', () => {
  const uses = (node: NodeInput) =>
    validateFlow(flow(node)).problems.filter(({ code }) => code === 'unknown_variable');

  it.each<[string, NodeInput]>([
    ['answer in a rule', { ...ask, exits: {}, rules: [{ when: 'answer > 1', message: '{{ answer }}' }] }],
    ['response in save', { ...call, exits: {}, save: [{ variable: 'x', value: 'response.body' }] }],
    ['error after a call', { ...call, exits: {}, body: { type: 'text', text: '{{ error.code }}' } }],
    ['event in a match', { id: 'a', kind: 'await-event', event: 'e', match: 'event.id' }],
    [
      'output of a call',
      { id: 's', kind: 'subflow', flow: 'f', outputs: [{ variable: 'x', value: 'output' }] },
    ],
    ['the item and index of a loop', { id: 'l', kind: 'each', list: '[item, i]', item: 'item', index: 'i' }],
    ['why a transfer failed', { id: 't', kind: 'transfer', destination: '{{ transferFailReason }}' }],
    [
      'callback parameters and built-in names',
      { ...hello, exits: {}, messages: [{ type: 'text', text: '{{ [1].map(x => x + Math.PI + $now()) }}' }] },
    ],
  ])('knows %s', (_, node) => {
    expect(uses(node)).toEqual([]);
  });

  it('does not know them elsewhere', () => {
    expect(
      uses({ ...hello, exits: {}, messages: [{ type: 'text', text: '{{ answer + response }}' }] }),
    ).toHaveLength(2);
  });

  it('looks into defaults', () => {
    const variables = [{ name: 'a', default: ['{{ nobody }}'] }];
    expect(validateFlow({ ...flow(end), variables }).problems).toMatchObject([
      { code: 'unknown_variable', nodeId: null, path: '/variables/0/default/0' },
    ]);
  });
});

describe('ways round', () => {
  const each: NodeInput = {
    id: 'l',
    kind: 'each',
    list: '[1]',
    item: 'x',
    exits: { body: 's', done: 'end' },
  };
  const loops = (...nodes: unknown[]) =>
    validateFlow(flow(...nodes))
      .problems.filter(({ code }) => code.endsWith('_loop'))
      .map(({ code }) => code);

  it.each<[string, NodeInput[]]>([
    ['a question', [{ ...ask, exits: { next: 's' } }, set('s', 'q')]],
    [
      'a pause',
      [
        {
          id: 'w',
          kind: 'wait',
          wait: { type: 'for', duration: { amount: 1, unit: 'seconds' } },
          exits: { next: 's' },
        },
        set('s', 'w'),
      ],
    ],
    [
      'a called flow, which may wait',
      [{ id: 'c', kind: 'subflow', flow: 'f', exits: { next: 's' } }, set('s', 'c')],
    ],
    ['the items of a list', [each, set('s', 'l'), end]],
  ])('may go through %s', (_, nodes) => {
    expect(loops(...nodes)).toEqual([]);
  });

  it('may not go through a loop that is done', () => {
    expect(loops({ ...each, exits: { body: 's', done: 't' } }, set('s', 'l'), set('t', 'l'))).toEqual([
      'endless_loop',
    ]);
  });

  it('may not lead from a node to itself', () => {
    expect(loops(set('a', 'a'))).toEqual(['endless_loop']);
  });

  it('are each reported once, also where they hang together', () => {
    expect(loops(set('a', 'b'), set('b', 'a'), set('c', 'd'), set('d', 'c'))).toEqual([
      'endless_loop',
      'endless_loop',
    ]);
  });

  it('are found where a way leads on to another one', () => {
    const fork: NodeInput = {
      id: 'c',
      kind: 'condition',
      branches: [{ id: 'b', when: 'a' }],
      exits: { b: 'a', else: 'd' },
    };
    expect(loops(set('a', 'b'), set('b', 'a'), fork, set('d', 'c'))).toEqual([
      'endless_loop',
      'endless_loop',
    ]);
  });

  it('name the shortest one', () => {
    const fork: NodeInput = {
      id: 'f',
      kind: 'condition',
      branches: [{ id: 'b', when: 'x' }],
      exits: { b: 'long', else: 'short' },
    };
    const { problems } = validateFlow(
      flow(fork, set('long', 'longer'), set('longer', 'f'), set('short', 'f')),
    );
    expect(problems[0]?.message).toBe('Nothing waits on the way round "f" → "short" → "f".');
  });
});

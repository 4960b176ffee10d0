import { describe, expect, it } from 'vitest';
import { ask, call, end, flow, hello, set } from './fixtures/small-nodes';
import { validateFlow } from './validate';

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
    'The start node "x" does not exist.',
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
    'The exit "next" of "m" leads to "gone", which does not exist.',
  ],
  [
    'unknown_exit',
    'error',
    flow({ ...hello, exits: { 'a/b': 'end', next: 'end' } }, end),
    'm',
    '/nodes/0/exits/a~1b',
    '"m" has no exit "a/b"; it has next.',
  ],
  [
    'unreachable',
    'warning',
    flow(hello, end, set('lone')),
    'lone',
    '/nodes/2',
    '"lone" cannot be reached from the start.',
  ],
  [
    'unwired_exit',
    'warning',
    flow({ id: 'c', kind: 'condition', branches: [{ id: 'b', when: 'true' }], exits: { b: 'end' } }, end),
    'c',
    '/nodes/0/exits',
    'The exit "else" of "c" is not wired: the flow ends there.',
  ],
  [
    'unwired_exit',
    'warning',
    flow({ ...ask, retries: { max: 2 } }, end),
    'q',
    '/nodes/0/exits',
    'The exit "invalid" of "q" is not wired: the question is asked again without limit.',
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
    'The cycle "a" → "b" → "a" never waits.',
  ],
  [
    'calling_loop',
    'warning',
    flow({ ...call, exits: { success: 'end', failure: 's' } }, set('s', 'h'), end),
    'h',
    '/nodes/0/exits',
    'The cycle "h" → "s" → "h" waits only for calls.',
  ],
  [
    'no_weight',
    'error',
    flow({ id: 'x', kind: 'split', branches: [{ id: 'a', weight: 0 }] }),
    'x',
    '/nodes/0/branches',
    'Every branch has weight 0, so none can be taken.',
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
    'A branch cannot be named "else": that exit is taken if no branch applies.',
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
    'The minimum, 5, is greater than the maximum, 1.',
  ],
  [
    'http_url',
    'error',
    flow({ ...call, url: 'ftp://x' }, end),
    'h',
    '/nodes/0/url',
    'The URL must start with http:// or https://.',
  ],
  [
    'http_header',
    'error',
    flow({ ...call, headers: { 'X-Ok': '{{ "日本" }}', 'X-Name': 'Zoë €{{ a }}' } }, end),
    'h',
    '/nodes/0/headers/X-Name',
    'The value of "X-Name" has characters that a header cannot carry; encode them first.',
  ],
  [
    'wait_time',
    'error',
    flow({ id: 'w', kind: 'wait', wait: { type: 'until', time: "'soon'" } }),
    'w',
    '/nodes/0/wait/time',
    'This is not a time: write a time such as 9:00, tomorrow 9:00, 2030-12-31 10:00 or 9:00 in Europe/Berlin.',
  ],
];

describe('validateFlow', () => {
  it.each(ROWS)('reports %s', (code, severity, definition, nodeId, path, message) => {
    const { definition: parsed, problems } = validateFlow(definition);
    expect(problems).toContainEqual({ severity, code, nodeId, path, message });
    expect(parsed).not.toBeNull();
  });

  it('reports nothing for a valid flow', () => {
    expect(validateFlow(flow(hello, end))).toMatchObject({ problems: [], definition: { variables: [] } });
  });

  it('reports a call of an unknown flow if the known flows are given', () => {
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

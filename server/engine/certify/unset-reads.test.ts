import { describe, expect, it } from 'vitest';
import {
  analyzeFlow,
  ask,
  call,
  choice,
  type Definition,
  end,
  type Fields,
  listFindings,
  retries,
  say,
  set,
  setXOrNot,
  split,
  text,
  unsetAt,
  when,
} from './fixtures/analyze-flow';

describe('a variable that is read', () => {
  it.each<[string, Definition, string[]]>([
    ['on every way after it is set', { nodes: [ask('q', 'x', { next: 'm' }), say('m', '{{ x }}')] }, []],
    ['on a way that never set it', { nodes: setXOrNot(say('read', '{{ x }}', 'end')) }, unsetAt('read')],
    ['before it is set', { nodes: [say('m', '{{ x }}', 'q'), ask('q', 'x', {})] }, unsetAt('m')],
    [
      'in its own prompt',
      { nodes: [ask('q', 'x', { next: 'end' }, { prompt: [text('{{ x }}?')] }), end()] },
      unsetAt('q'),
    ],
    [
      'with a default',
      { variables: [{ name: 'x', default: 1 }], nodes: setXOrNot(say('read', '{{ x }}', 'end')) },
      [],
    ],
    [
      'that is declared only',
      { variables: [{ name: 'x' }], nodes: setXOrNot(say('read', '{{ x }}', 'end')) },
      unsetAt('read'),
    ],
    ['that only callers set', { variables: [{ name: 'x' }], nodes: [say('m', '{{ x }}')] }, []],
    [
      'that pages may set',
      { variables: [{ name: 'x', public: true }], nodes: setXOrNot(say('read', '{{ x }}', 'end')) },
      [],
    ],
    [
      'that callers set and the flow changes',
      { variables: [{ name: 'x' }], nodes: [set('t', { x: 'x.trim()' }, 'm'), say('m', '{{ x }}')] },
      [],
    ],
    [
      'that the flow changes only, undeclared',
      { nodes: [set('t', { x: 'x + 1' }, 'm'), say('m', '{{ x }}')] },
      unsetAt('t'),
    ],
    [
      'with a first value for a count',
      { nodes: [set('t', { x: '(x ?? 0) + 1' }, 'm'), say('m', '{{ x }}')] },
      [],
    ],
    ['in the list that sets it, after', { nodes: [set('t', { x: '1', y: 'x' }, 'end'), end()] }, []],
    [
      'in the list that sets it, before',
      { nodes: [set('t', { y: 'x', x: '1' }, 'end'), end()] },
      unsetAt('t'),
    ],
    ['as visitor data', { nodes: [say('m', '{{ visitor.name }} {{ trigger.type }}')] }, []],
  ])('%s', (_, flow, expected) => {
    expect(listFindings(flow)).toEqual(expected);
  });

  it.each<[string, Definition, string[]]>([
    [
      'after a failed answer',
      { nodes: [ask('q', 'x', { next: 'end', invalid: 'm' }, retries), say('m', '{{ x }}'), end()] },
      unsetAt('m'),
    ],
    [
      'without a limit of answers',
      { nodes: [ask('q', 'x', { next: 'm', invalid: 'm' }), say('m', '{{ x }}')] },
      [],
    ],
    [
      'after no reply',
      {
        nodes: [
          ask('q', 'x', { next: 'end', noReply: 'm' }, { noReply: { after: { amount: 1, unit: 'days' } } }),
          say('m', '{{ x }}'),
          end(),
        ],
      },
      unsetAt('m'),
    ],
    [
      'after a call',
      { nodes: [call('h', 'm', 'end', { x: 'response.body' }), say('m', '{{ x }}'), end()] },
      [],
    ],
    [
      'after a failed call',
      { nodes: [call('h', 'end', 'm', { x: 'response.body' }), say('m', '{{ x }}{{ error.code }}'), end()] },
      unsetAt('m'),
    ],
    [
      'as the error of a call that went well',
      { nodes: [call('h', 'm', 'end'), say('m', '{{ error.code }}'), end()] },
      ['unset_read m error'],
    ],
    [
      'after a model',
      {
        nodes: [
          {
            id: 'a',
            kind: 'ai',
            url: 'https://x.test',
            model: 'm',
            prompt: 'p',
            variable: 'x',
            exits: { next: 'm', error: 'e' },
          },
          say('m', '{{ x }}'),
          say('e', '{{ x }} {{ error.code }}'),
        ],
      },
      unsetAt('e'),
    ],
    [
      'after a transfer',
      {
        nodes: [
          { id: 't', kind: 'transfer', exits: { success: 'm', error: 'e' } },
          say('m', '{{ transferFailReason }}'),
          say('e', '{{ transferFailReason }}'),
        ],
      },
      ['unset_read m transferFailReason'],
    ],
    [
      'after an event',
      {
        nodes: [
          {
            id: 'w',
            kind: 'await-event',
            event: 'e',
            variable: 'x',
            timeout: { amount: 1, unit: 'days' },
            exits: { next: 'm', timeout: 'n' },
          },
          say('m', '{{ x }}'),
          say('n', '{{ x }}'),
        ],
      },
      unsetAt('n'),
    ],
    [
      'in a loop',
      {
        nodes: [
          { id: 'l', kind: 'each', list: '[1]', item: 'x', index: 'i', exits: { body: 'm', done: 'end' } },
          say('m', '{{ x }}{{ i }}', 'l'),
          end(),
        ],
      },
      [],
    ],
    [
      'after a loop',
      {
        variables: [{ name: 'list' }],
        nodes: [
          { id: 'l', kind: 'each', list: 'list', item: 'x', exits: { body: 'm', done: 'n' } },
          say('m', '{{ x }}', 'l'),
          say('n', '{{ x }}'),
        ],
      },
      unsetAt('n'),
    ],
    [
      'after a called flow',
      {
        nodes: [
          {
            id: 'f',
            kind: 'subflow',
            flow: 'other',
            outputs: [{ variable: 'x', value: 'output.x' }],
            exits: { next: 'm' },
          },
          say('m', '{{ x }}'),
        ],
      },
      [],
    ],
    [
      'on a way that is never taken',
      {
        nodes: [
          split('s', 'q', 'q'),
          ask('q', 'x', { next: 'm' }),
          say('m', '{{ x }}'),
          say('lost', '{{ x }}'),
        ],
      },
      [],
    ],
  ])('%s', (_, flow, expected) => {
    expect(listFindings(flow)).toEqual(expected);
  });

  it('is named with the way on which it is missing', () => {
    const nodes = [
      { ...ask('kind', 'kind', { 'choice:a': 'c', next: 'c' }, choice('a', 'b')), label: 'Which kind?' },
      {
        ...when('c', 'kind === "a"', 'q', 'read'),
        branches: [{ id: 'yes', label: 'Kind A', when: 'kind === "a"' }],
      },
      ask('q', 'x', { next: 'read', invalid: 'read' }, retries),
      say('read', '{{ x }}'),
    ];
    const [problem] = analyzeFlow({ nodes: nodes as Fields[] }).found;
    expect(problem).toEqual({
      severity: 'warning',
      code: 'unset_read',
      nodeId: 'read',
      path: '/nodes/3/messages/0/text',
      message:
        '"read" reads x, but nothing has set it on the way "Which kind?" → "c" (else) → "read". Set it before, give it a default, or write a fallback, as in x ?? null.',
    });
  });
});

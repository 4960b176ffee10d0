import { describe, expect, it } from 'vitest';
import {
  ask,
  choice,
  type Definition,
  end,
  listFindings,
  say,
  set,
  split,
  unsetAt,
  when,
} from './fixtures/analyze-flow';

describe('a variable that is read', () => {
  it.each<[string, Definition]>([
    [
      'the same answer of a choice',
      {
        nodes: [
          ask('kind', 'kind', { next: 'c' }, choice('order', 'return', 'other')),
          when('c', 'kind === "order"', 'q', 'm'),
          ask('q', 'x', { next: 'm' }),
          say('m', 'Thanks', 'd'),
          when('d', 'kind == "order"', 'read', 'end'),
          say('read', '{{ x }}', 'end'),
          end(),
        ],
      },
    ],
    [
      'the exit of a choice',
      {
        nodes: [
          ask('kind', 'kind', { 'choice:order': 'q', next: 'm' }, choice('order', 'return')),
          ask('q', 'x', { next: 'm' }),
          say('m', 'Thanks', 'd'),
          when('d', 'kind === "order"', 'read', 'end'),
          say('read', '{{ x }}', 'end'),
          end(),
        ],
      },
    ],
    [
      'a variable set to a constant',
      {
        variables: [{ name: 'known', default: false }],
        nodes: [
          split('s', 'q', 'd'),
          ask('q', 'x', { next: 'mark' }),
          set('mark', { known: 'true' }, 'd'),
          when('d', 'known', 'read', 'end'),
          say('read', '{{ x }}', 'end'),
          end(),
        ],
      },
    ],
    [
      'a variable made from another',
      {
        nodes: [
          ask('kind', 'kind', { next: 'c' }, choice('order', 'return')),
          when('c', 'kind === "order"', 'q', 'make'),
          ask('q', 'x', { next: 'make' }),
          set('make', { isOrder: 'kind === "order"' }, 'd'),
          when('d', 'isOrder', 'read', 'end'),
          say('read', '{{ x }}', 'end'),
          end(),
        ],
      },
    ],
    [
      'the same condition twice',
      {
        variables: [{ name: 'amount' }],
        nodes: [
          when('c', 'amount > 100', 'q', 'm'),
          ask('q', 'x', { next: 'm' }),
          say('m', 'Thanks', 'd'),
          when('d', ' amount > 100 ', 'read', 'end'),
          say('read', '{{ x }}', 'end'),
          end(),
        ],
      },
    ],
    [
      'a value within the text',
      {
        nodes: [
          ask('kind', 'kind', { 'choice:order': 'q', next: 'm' }, choice('order', 'return')),
          ask('q', 'x', { next: 'm' }),
          say('m', '{{ kind === "order" ? x : "" }}'),
        ],
      },
    ],
    [
      'a yes',
      {
        nodes: [
          ask('sure', 'sure', { yes: 'q', no: 'm' }, { answer: { type: 'confirm' } }),
          ask('q', 'x', { next: 'm' }),
          say('m', 'Thanks', 'd'),
          when('d', '!sure', 'end', 'read'),
          say('read', '{{ x }}', 'end'),
          end(),
        ],
      },
    ],
  ])('where %s says that it was set', (_, flow) => {
    expect(listFindings(flow)).toEqual([]);
  });

  it('where a condition is repeated after its variable has changed', () => {
    const nodes = [
      when('c', 'amount > 100', 'q', 'again'),
      ask('q', 'x', { next: 'again' }),
      ask('again', 'amount', { next: 'd' }, { answer: { type: 'number' } }),
      when('d', 'amount > 100', 'read', 'end'),
      say('read', '{{ x }}', 'end'),
      end(),
    ];
    const variables = [{ name: 'amount', default: 1 }];
    expect(listFindings({ variables, nodes })).toEqual(unsetAt('read'));
  });

  it('where the time decides twice', () => {
    const nodes = [
      when('c', '$isOpen()', 'q', 'w'),
      ask('q', 'x', { next: 'w' }),
      {
        id: 'w',
        kind: 'wait',
        wait: { type: 'for', duration: { amount: 1, unit: 'days' } },
        exits: { next: 'd' },
      },
      when('d', '$isOpen()', 'read', 'end'),
      say('read', '{{ x }}', 'end'),
      end(),
    ];
    expect(listFindings({ nodes })).toEqual(unsetAt('read'));
  });
});

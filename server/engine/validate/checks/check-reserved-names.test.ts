import { describe, expect, it } from 'vitest';
import { ask, end, flow, hello } from '../../fixtures/small-nodes';
import { validateFlow } from '../../validate';

const one = [{ variable: 'ok', value: '1' }];
const two = [...one, { variable: 'visitor', value: '1' }];
const url = 'https://x.test';

describe('the name visitor', () => {
  it.each<[string, object, string]>([
    ['a question', { ...ask, variable: 'visitor', exits: {} }, '/variable'],
    ['a set', { id: 'n', kind: 'set', assign: two }, '/assign/1/variable'],
    ['the mapping of a call', { id: 'n', kind: 'http', method: 'GET', url, save: two }, '/save/1/variable'],
    ['a model', { id: 'n', kind: 'ai', url, model: 'm', prompt: 'p', variable: 'visitor' }, '/variable'],
    ['an event', { id: 'n', kind: 'await-event', event: 'e', variable: 'visitor' }, '/variable'],
    [
      'the inputs of a called flow',
      { id: 'n', kind: 'subflow', flow: 'f', inputs: two },
      '/inputs/1/variable',
    ],
    [
      'what a called flow answers',
      { id: 'n', kind: 'subflow', flow: 'f', outputs: two },
      '/outputs/1/variable',
    ],
    ['the item of a loop', { id: 'n', kind: 'each', list: '[1]', item: 'visitor' }, '/item'],
    ['the index of a loop', { id: 'n', kind: 'each', list: '[1]', item: 'x', index: 'visitor' }, '/index'],
  ])('cannot be set by %s', (_, node, path) => {
    const problems = validateFlow(flow(node)).problems.filter(({ severity }) => severity === 'error');
    expect(problems).toEqual([
      {
        severity: 'error',
        code: 'reserved_name',
        nodeId: (node as { id: string }).id,
        path: `/nodes/0${path}`,
        message:
          '"visitor" is reserved for the data of a visitor\'s page, which a flow can only read. Choose another name.',
      },
    ]);
  });

  it('cannot be declared', () => {
    const { problems } = validateFlow({ ...flow(end), variables: [{ name: 'a' }, { name: 'visitor' }] });
    expect(problems).toMatchObject([{ code: 'reserved_name', path: '/variables/1/name', severity: 'error' }]);
  });

  it('can be read and used as a callback parameter', () => {
    const text = '{{ visitor.utm }}{{ [1].map(visitor => visitor) }}';
    expect(validateFlow(flow({ ...hello, messages: [{ type: 'text', text }] }, end)).problems).toEqual([]);
  });

  it('the variable trigger cannot be public', () => {
    const { problems } = validateFlow({ ...flow(end), variables: [{ name: 'trigger', public: true }] });
    expect(problems).toMatchObject([
      { code: 'reserved_name', path: '/variables/0/public', severity: 'error' },
    ]);
  });
});

describe('a variable that a page used to set, in a flow for visitors', () => {
  const triggers = [{ type: 'intent', name: 'help', displayLabel: 'Help' }];
  const read = (variables: object[], more: object = { triggers }) =>
    validateFlow({
      ...flow({ ...hello, messages: [{ type: 'text', text: '{{ total }}' }] }, end),
      ...more,
      variables,
    }).problems.map(({ code, message, severity }) => ({ code, message, severity }));

  it('is a warning if it is not declared', () => {
    expect(read([])).toEqual([
      {
        code: 'unknown_variable',
        severity: 'warning',
        message:
          '"total" is neither declared nor set anywhere in this flow. ' +
          "If a visitor's page sends it, read visitor.total, or declare it and let visitors set it.",
      },
    ]);
  });

  it('is a warning if only servers can set it', () => {
    expect(read([{ name: 'total' }])).toEqual([
      {
        code: 'unset_variable',
        severity: 'warning',
        message:
          '"total" has no default and nothing in this flow sets it; only your servers can. ' +
          "If a visitor's page sends it, read visitor.total, or let visitors set the variable.",
      },
    ]);
  });

  it('is valid with a default, if it is public, and in flows that no page starts', () => {
    expect(read([{ name: 'total', default: null }])).toEqual([]);
    expect(read([{ name: 'total', public: true }])).toEqual([]);
    expect(read([{ name: 'total' }], { triggers: [{ type: 'event', event: 'e' }] })).toEqual([]);
    expect(read([{ name: 'total' }], {})).toEqual([]);
  });
});

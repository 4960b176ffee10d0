import { describe, expect, it } from 'vitest';
import type { CallSummary } from '../../certify/call-summary';
import { end } from '../../fixtures/small-nodes';
import { runSteps } from '../../steps';
import { validateInSteps } from '../../validate';

const found = (more: object, calls: Record<string, Partial<CallSummary>> = {}) => {
  const summaries = Object.entries(calls).map(([slug, summary]): [string, CallSummary] => [
    slug,
    {
      ...{ ends: true, reachesPerson: false, endsAtOnce: false, needs: [] },
      ...{ inputs: null, outputs: null, reach: {} },
      ...summary,
    },
  ]);
  const definition = { format: 1, start: 'end', nodes: [end], ...more };
  const { problems } = runSteps(validateInSteps(definition, new Map(summaries)));
  return problems.map(({ severity, code, path }) => `${severity} ${code} ${path}`);
};

describe('declared schemas', () => {
  it.each<[object, string[]]>([
    [{ inputs: { type: 'object', properties: { a: { type: 'string', format: 'email' } } } }, []],
    [{ inputs: { type: 'array' } }, ['error schema_root /inputs/type']],
    [{ inputs: { properties: {} } }, ['error schema_root /inputs']],
    [
      { inputs: { type: 'object', properties: { trigger: {}, 'a b': {} } } },
      ['error reserved_name /inputs/properties/trigger', 'error input_name /inputs/properties/a b'],
    ],
    [{ outputs: { type: 'text' } }, ['error schema_type /outputs/type', 'error output_mismatch /nodes/0']],
    [
      { inputs: { type: 'object', properties: { a: { pattern: 'x', items: 1 } } } },
      ['error schema_keyword /inputs/properties/a/pattern', 'error schema_part /inputs/properties/a/items'],
    ],
    [{ inputs: { type: 'object', required: 'a' } }, ['error schema_part /inputs/required']],
    [{ inputs: { type: 'object', title: 'a'.repeat(20_000) } }, ['error schema_size /inputs']],
  ])('%j', (more, problems) => {
    expect(found(more)).toEqual(problems);
  });

  it('are declarations of variables', () => {
    const inputs = { type: 'object', properties: { name: { type: 'string' } } };
    const say = { id: 'say', kind: 'message', messages: [{ type: 'text', text: '{{ name }} {{ other }}' }] };
    expect(found({ inputs, start: 'say', nodes: [say] })).toEqual([
      'warning unknown_variable /nodes/0/messages/0/text',
    ]);
  });

  it('must be met by what starts the flow', () => {
    const inputs = { type: 'object', properties: { order: {} }, required: ['order'] };
    const event = { type: 'event', event: 'paid' };
    const intent = { type: 'intent', name: 'order', displayLabel: 'Order' };
    expect(found({ inputs, triggers: [event, intent] })).toEqual([
      'error trigger_input /triggers/0',
      'warning trigger_input /triggers/1',
    ]);
    const variables = [{ name: 'order', public: true }];
    expect(found({ inputs, variables, triggers: [intent] })).toEqual([]);
  });

  it.each<[unknown, string[]]>([
    [{ total: 1 }, []],
    [{ total: '{{ sum }}' }, []],
    [{ sum: '{{ sum }}' }, ['error output_mismatch /nodes/0/output']],
    [{ total: 'x' }, ['error output_mismatch /nodes/0/output']],
    [undefined, ['error output_mismatch /nodes/0']],
    ['{{ sum }}', []],
  ])('must be met by the output %j', (output, problems) => {
    const outputs = { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] };
    const variables = [{ name: 'sum', default: 1 }];
    const nodes = [{ ...end, ...(output !== undefined && { output }) }];
    expect(found({ outputs, variables, nodes })).toEqual(problems);
  });
});

describe('a call of a flow that declares them', () => {
  const inputs = {
    type: 'object',
    properties: { order: { type: 'string' }, count: { type: 'integer' } },
    required: ['order'],
  };
  const outputs = { type: 'object', properties: { total: { type: 'number' } } };
  const call = (given: object[], read: string[] = []) => ({
    start: 'call',
    nodes: [
      {
        ...{ id: 'call', kind: 'subflow', flow: 'sum', inputs: given },
        outputs: read.map((value) => ({ variable: 'x', value })),
        exits: { next: 'end' },
      },
      end,
    ],
  });

  it.each<[object[], string[]]>([
    [[{ variable: 'order', value: "'A'" }], []],
    [[], ['error missing_input /nodes/0/inputs']],
    [[{ variable: 'order', value: '1' }], ['error input_mismatch /nodes/0/inputs/0/value']],
    [[{ variable: 'order', value: '1 + 1' }], []],
    [
      [
        { variable: 'order', value: "'A'" },
        { variable: 'color', value: '1' },
      ],
      ['warning unknown_input /nodes/0/inputs/1/variable'],
    ],
  ])('gives %j', (given, problems) => {
    expect(found(call(given), { sum: { inputs, outputs } })).toEqual(problems);
  });

  it('gives several inputs that the flow only takes together', () => {
    const properties = { order: { type: 'string' }, count: { type: 'number' } };
    const together = { type: 'object', properties, allOf: [{ required: ['order', 'count'] }] };
    const give = (count: string) => [
      { variable: 'order', value: "'A'" },
      { variable: 'count', value: count },
    ];
    expect(found(call(give('1')), { sum: { inputs: together } })).toEqual([]);
    expect(found(call(give('true')), { sum: { inputs: together } })).toEqual([
      'error input_mismatch /nodes/0/inputs/1/value',
    ]);
  });

  it('gives nothing that the flow does not allow', () => {
    const closed = { ...inputs, additionalProperties: false };
    const given = [
      { variable: 'order', value: "'A'" },
      { variable: 'color', value: '1' },
    ];
    expect(found(call(given), { sum: { inputs: closed } })).toEqual([
      'error unknown_input /nodes/0/inputs/1/variable',
    ]);
  });

  it('reads the outputs that there are', () => {
    const given = [{ variable: 'order', value: "'A'" }];
    const read = ['output.total', 'output.sum + output.sum'];
    expect(found(call(given, read), { sum: { inputs, outputs } })).toEqual([
      'warning unknown_output /nodes/0/outputs/1/value',
    ]);
  });

  it('gives optional inputs only if it wants to, although the flow reads them', () => {
    expect(
      found(call([{ variable: 'order', value: "'A'" }]), {
        sum: { inputs, outputs, needs: ['count', 'order'] },
      }),
    ).toEqual([]);
  });
});

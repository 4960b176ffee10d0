import { describe, expect, it } from 'vitest';
import { converse, type Flow, textsOf } from './fixtures/converse';
import { end } from './fixtures/small-nodes';
import { checkInputs } from './inputs';
import type { Json, JsonObject } from './json';
import { compileProgram } from './program';
import { validateFlow } from './validate';

const ORDER: JsonObject = {
  type: 'object',
  properties: { order: { type: 'string', minLength: 2 }, count: { type: 'integer' } },
  required: ['order'],
};

const flowOf = (more: object) => ({ format: 1, start: 'end', nodes: [end], ...more });

function compile(more: object) {
  const { definition } = validateFlow(flowOf(more));
  if (!definition) throw new Error('The flow is invalid.');
  return compileProgram(definition, new Map());
}

describe('the declared inputs of a flow', () => {
  it.each<[JsonObject, object[]]>([
    [{ order: 'A1', count: 2, other: true }, []],
    [{ order: 'A1', trigger: { type: 'message' } }, []],
    [{}, [{ path: ['order'], message: 'is required', missing: true }]],
    [
      { order: 'A', count: 1.5 },
      [{ path: ['order'] }, { path: ['count'], message: 'must be of the type integer' }],
    ],
    [{ order: null }, [{ path: ['order'], message: 'must be of the type string' }]],
  ])('are checked in %j', (variables, issues) => {
    expect(checkInputs(compile({ inputs: ORDER }), { variables })).toMatchObject(issues);
  });

  it('leave out what the server adds, and count the public variables of a page', () => {
    const inputs = { ...ORDER, additionalProperties: false };
    const program = compile({ inputs, variables: [{ name: 'order', public: true }] });
    const visitor = { order: 'A1', unknown: 1 };
    expect(checkInputs(program, { variables: { trigger: {} }, visitor })).toEqual([]);
    expect(checkInputs(program, { variables: { order: 'A1', more: 1 } })).toEqual([
      { path: ['more'], message: 'is not allowed' },
    ]);
  });

  it('are not there by default', () => {
    expect(checkInputs(compile({}), { variables: { a: 1 } })).toEqual([]);
  });
});

const calling = (value: string): Flow => ({
  nodes: [
    {
      id: 'call',
      kind: 'subflow',
      flow: 'order',
      inputs: [{ variable: 'order', value }],
      outputs: [{ variable: 'total', value: 'output.total' }],
      exits: { next: 'say' },
    },
    { id: 'say', kind: 'message', messages: [{ type: 'text', text: 'Total {{ total }}' }] },
  ],
});
const called = (output: Json): { order: Flow } => ({
  order: {
    inputs: ORDER,
    outputs: { type: 'object', properties: { total: { type: 'number' } }, required: ['total'] },
    nodes: [{ id: 'done', kind: 'end', output }],
  },
});

describe('a call of a flow with declared inputs and outputs', () => {
  it('passes values that match', () => {
    const session = converse(calling("'A1'"), { called: called({ total: 7 }) });
    expect(textsOf(session.start())[0]).toBe('Total 7');
  });

  it('fails with inputs that do not match', () => {
    const session = converse(calling("'A'"), { called: called({ total: 7 }) });
    expect(session.start().state.failure).toEqual({
      code: 'invalid_input',
      message: 'The inputs of the flow "order" are invalid: /order must have at least 2 characters.',
      nodeId: 'call',
    });
  });

  it('leaves out what the server adds to variables that it shares', () => {
    const { order } = called({ total: 7 });
    const closed = { ...order, inputs: { ...ORDER, additionalProperties: false } };
    const [node, ...others] = calling("'A1'").nodes;
    const nodes = [{ ...node, share: true }, ...others] as Flow['nodes'];
    const session = converse({ nodes }, { called: { order: closed } });
    expect(textsOf(session.start({ trigger: { type: 'message', text: 'Hi' } }))[0]).toBe('Total 7');
  });

  it.each<[Json, string]>([
    [{ total: '{{ order }}' }, '/total must be of the type number'],
    [null, 'the value must be of the type object'],
  ])('fails with the output %j', (output, fault) => {
    const session = converse(calling("'A1'"), { called: called(output) });
    expect(session.start().state.failure).toEqual({
      code: 'invalid_output',
      message: `The output does not match the outputs that the flow declares: ${fault}.`,
      nodeId: 'done',
    });
  });
});

describe('the output of a session', () => {
  it('fails it if the flow ends without the output that it declares', () => {
    const session = converse({
      outputs: { type: 'object' },
      nodes: [{ id: 'a', kind: 'set', assign: [{ variable: 'x', value: '1' }] }],
    });
    expect(session.start()).toMatchObject({
      state: { status: 'failed', failure: { code: 'invalid_output' } },
      messages: [],
    });
  });
});

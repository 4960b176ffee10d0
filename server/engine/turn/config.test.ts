import { describe, expect, it } from 'vitest';
import { MAX_CONFIG_CHARS } from '@/server/shared/config-name';
import { converse, type Flow, textsOf } from '../fixtures/converse';
import { ask } from '../fixtures/waiting-flows';
import { runTest } from '../flow-test/run-test';
import { evaluateSource } from '../rendering/evaluate-source';
import { runSteps } from '../steps';
import { validateFlow } from '../validate';

const say = (text: string, next?: string, id = 'm'): Flow['nodes'][number] => ({
  ...{ id, kind: 'message', messages: [{ type: 'text', text }], exits: next ? { next } : {} },
});

const start = (flow: Flow, config?: object, called = {}) => {
  const conversation = converse(flow, { called });
  const started = conversation.send({
    ...{ type: 'started', inputId: 'i', variables: { own: 1 }, ...(config && { config: config as never }) },
  });
  return { ...conversation, started };
};

describe('configuration values (facts/config-as-started)', () => {
  it('are read in texts and expressions, with their members', () => {
    const flow: Flow = {
      nodes: [say('{{ $config.LIMIT + 1 }} {{ $config.HOURS.from }} {{ $config.HOURS["to"] }}')],
    };
    const { started } = start(flow, { LIMIT: 5, HOURS: { from: 'nine', to: 'five' } });
    expect(textsOf(started)[0]).toBe('6 nine five');
  });

  it('are kept in the state as far as the flows of the session name them', () => {
    const called = { other: { nodes: [{ id: 'e', kind: 'end' as const, output: '{{ $config.DEEP }}' }] } };
    const flow: Flow = {
      nodes: [
        {
          ...{ id: 'c', kind: 'subflow', flow: 'other', exits: { next: 'q' } },
          outputs: [{ variable: 'got', value: 'output' }],
        },
        ask('q', 'm'),
        say('{{ got }} {{ $config.LIMIT }}'),
      ],
    };
    const conversation = start(flow, { LIMIT: 5, DEEP: 'deep', UNUSED: 'x' }, called);
    expect(conversation.state().config).toEqual({ LIMIT: 5, DEEP: 'deep' });
    expect(textsOf(conversation.say('go on'))[0]).toBe('deep 5');
  });

  it('leave no trace in the state of a flow that names none', () => {
    expect(start({ nodes: [ask('q')] }, { LIMIT: 5 }).state()).not.toHaveProperty('config');
  });

  it('are undefined and reported when the session started without them', () => {
    const { started } = start({ nodes: [say('[{{ $config.LIMIT }}|{{ $config.LIMIT ?? 7 }}]')] });
    expect(textsOf(started)[0]).toBe('[|7]');
    expect(started.trace.steps[0]?.misses).toEqual([
      { expression: '$config.LIMIT', reason: 'The session started without a configuration value "LIMIT"' },
    ]);
  });

  it('are no variables: neither a caller nor a node sets them', () => {
    const conversation = converse({ nodes: [say('[{{ $config.LIMIT }}]')] });
    const variables = { $config: { LIMIT: 9 } };
    expect(textsOf(conversation.start(variables))[0]).toBe('[]');
  });

  it('are left out with a note when they are too large', () => {
    const { started, state } = start(
      { nodes: [say('[{{ $config.LONG }}]')] },
      { LONG: 'x'.repeat(MAX_CONFIG_CHARS) },
    );
    expect(textsOf(started)[0]).toBe('[]');
    expect(state()).not.toHaveProperty('config');
    expect(started.trace.steps[0]?.note).toBe('Left out configuration values of more than 32768 characters.');
  });

  it('name their source in the explanation of a condition', () => {
    const flow: Flow = {
      nodes: [
        {
          ...{ id: 'if', kind: 'condition', exits: { b: 'm', else: 'm' } },
          branches: [{ id: 'b', when: '$config.LIMIT > 3' }],
        },
        say('x'),
      ],
    };
    const { started } = start(flow, { LIMIT: 5 });
    expect(started.trace.steps[0]?.branches?.[0]?.explanation.operands).toEqual([
      { source: '$config.LIMIT', value: 5 },
    ]);
  });
});

const definition = (text: string) => ({
  ...{
    format: 1,
    start: 'm',
    nodes: [
      { id: 'm', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'e' } },
      { id: 'e', kind: 'end' },
    ],
  },
});
const codesOf = (text: string, config?: string[]) =>
  validateFlow(definition(text), { flows: [], ...(config && { config }) }).problems.map(({ code }) => code);

describe('the validation of configuration values', () => {
  it('reports names that do not exist, when the names are known', () => {
    expect(codesOf('{{ $config.LIMIT }}', ['LIMIT'])).toEqual([]);
    expect(codesOf('{{ $config.LIMITS }}', ['LIMIT'])).toEqual(['unknown_config']);
    expect(codesOf('{{ $config.LIMITS }}')).toEqual([]);
  });

  it.each(['$config', '$config["LIMIT"]', '$config .LIMIT', '$config[name]'])('refuses %s', (source) => {
    const { problems } = validateFlow(definition(`{{ ${source} }}`));
    expect(problems[0]?.message).toContain('Name one configuration value, as in $config.LIMIT');
  });

  it('reports those in a form, which is shown before the session starts', () => {
    const trigger = {
      ...{ type: 'form', code: 'contact', title: 'Contact' },
      fields: [{ name: 'a', label: '{{ $config.LIMIT }}', answer: { type: 'text' } }],
    };
    const { problems } = validateFlow({ ...definition('x'), triggers: [trigger] });
    expect(problems.map(({ code }) => code)).toContain('config_before_start');
  });
});

it('a test of a flow gives configuration values', () => {
  const flow: Flow = { nodes: [say('{{ $config.LIMIT }}')] };
  const conversation = converse(flow);
  const expected = { messages: ['5'] };
  const test = {
    ...{ name: 'T', answers: {}, steps: [] },
    start: { config: { LIMIT: 5 }, expect: expected },
  };
  expect(runTest(conversation.program, test)).toMatchObject({ passed: true });
});

it('the preview of a source has the configuration values that it is given', () => {
  const sample = { variables: {}, at: 0, config: { LIMIT: 5 } };
  const show = (as: 'expression' | 'template', source: string) =>
    runSteps(evaluateSource({ ...sample, as, source }));
  expect(show('expression', '$config.LIMIT * 2')).toEqual({ ok: true, value: 10, missing: [] });
  expect(show('expression', '$config.OTHER')).toMatchObject({ missing: ['$config.OTHER'] });
  expect(show('template', 'At most {{ $config.LIMIT }}')).toMatchObject({ value: 'At most 5' });
});

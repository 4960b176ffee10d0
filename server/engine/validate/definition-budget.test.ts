import { describe, expect, it } from 'vitest';
import { end, flow } from '../fixtures/small-nodes';
import type { Steps } from '../steps';
import { runSteps } from '../steps';
import { addUnknownNames, validateFlow, validateInSteps } from '../validate';

const count = <T>(total: number, make: (index: number) => T): T[] =>
  Array.from({ length: total }, (_, index) => make(index));

/** A condition with one branch per `when`; every exit ends the flow. */
const branches = (id: string, whens: string[]) => ({
  id,
  kind: 'condition',
  branches: whens.map((when, index) => ({ id: `b${index}`, when })),
  exits: Object.fromEntries([...whens.map((_, index) => [`b${index}`, 'end']), ['else', 'end']]),
});

const errors = (input: unknown) =>
  validateFlow(input).problems.filter(({ severity }) => severity === 'error');
const budget = (message: string) => ({
  severity: 'error',
  code: 'definition_budget',
  nodeId: null,
  path: '',
  message: `${message} Move a part of it into another flow, and call that flow.`,
});

describe('the limits of a definition:', () => {
  const long = `'${'x'.repeat(4_998)}'`;

  it('500,000 characters of expressions and of texts with expressions', () => {
    const nodes = count(20, (index) =>
      branches(
        `n${index}`,
        count(5, () => long),
      ),
    );
    expect(errors(flow(...nodes, end))).toEqual([]);
    expect(errors(flow(...nodes, branches('over', ['1']), end))).toEqual([
      budget(
        'The definition has 500001 characters of expressions and of texts with expressions; at most 500000 are allowed.',
      ),
    ]);
    // Texts without expressions are not counted.
    const texts = count(20, () => ({ type: 'text', text: 'x'.repeat(8_000) }));
    const plain = { id: 'plain', kind: 'message', messages: texts, exits: { next: 'end' } };
    expect(errors(flow(...nodes, plain, end))).toEqual([]);
  });

  it('500,000 characters for each language', () => {
    const say = (id: string, text: object) => ({
      id,
      kind: 'message',
      messages: [{ type: 'text', text }],
      exits: { next: 'end' },
    });
    const template = `{{1}}${'x'.repeat(7_995)}`;
    const nodes = count(62, (index) => say(`n${index}`, { en: template, de: template }));
    const languages = { locale: 'en', languages: ['de'] };
    expect(errors({ ...flow(...nodes, end), ...languages })).toEqual([]);
    expect(errors({ ...flow(...nodes, say('over', { de: template }), end), ...languages })).toEqual([
      budget(
        'The definition has 504000 characters of expressions and of texts with expressions in "de"; at most 500000 are allowed.',
      ),
    ]);
  });
  it('20,000 expressions', () => {
    const say = (id: string, expressions: number) => ({
      id,
      kind: 'message',
      messages: [{ type: 'text', text: '{{1}}'.repeat(expressions) }],
      exits: { next: 'end' },
    });
    const nodes = count(20, (index) => say(`n${index}`, 1_000));
    expect(errors(flow(...nodes, end))).toEqual([]);
    expect(errors(flow(...nodes, say('over', 1), end))).toEqual([
      budget('The definition has more than 20000 expressions; at most 20000 are allowed.'),
    ]);
  });

  it('20,000 reads of variables', () => {
    const reading = `[${count(1_000, (index) => `v${index}`).join()}]`;
    const nodes = count(4, (index) =>
      branches(
        `n${index}`,
        count(5, () => reading),
      ),
    );
    expect(errors(flow(...nodes, end))).toEqual([]);
    expect(errors(flow(...nodes, branches('over', ['v0']), end))).toEqual([
      budget('The definition has more than 20000 reads of variables; at most 20000 are allowed.'),
    ]);
  });

  it('25,000 wired exits', () => {
    const exits = (total: number) => Object.fromEntries(count(total, (index) => [`e${index}`, 'end']));
    const nodes = count(6, (index) => ({ ...end, id: `n${index}`, exits: exits(5_000) }));
    expect(errors(flow(...nodes))).toEqual([
      budget('The definition has 30000 wired exits; at most 25000 are allowed.'),
    ]);
  });
});

describe('a definition that is too large to parse', () => {
  const shape = (input: unknown) => validateFlow(input).problems.map(({ message }) => message);

  it.each<[string, object, string]>([
    [
      'has more than 100,000 values',
      { variables: count(10, (index) => ({ name: `v${index}`, default: count(10_000, () => 1) })) },
      'The definition holds more than 100000 values.',
    ],
    [
      'has a part of more than 20,000 values',
      { variables: [{ name: 'v', default: count(20_000, () => 1) }] },
      'A node, variable or trigger holds more than 20000 values.',
    ],
    [
      'has an object of more than 5,000 fields',
      { variables: [{ name: 'v', default: Object.fromEntries(count(5_001, (index) => [`k${index}`, 1])) }] },
      'An object of the definition has 5001 fields; at most 5000 are allowed.',
    ],
  ])('%s', (_, more, message) => {
    expect(shape({ ...flow(end), ...more })).toEqual([message]);
  });

  it('may reach the limit', () => {
    const big = count(4, (index) => ({ name: `v${index}`, default: count(19_990, () => 1) }));
    const wide = { name: 'w', default: Object.fromEntries(count(5_000, (index) => [`k${index}`, 1])) };
    expect(errors({ ...flow(end), variables: [...big, wide] })).toEqual([]);
  });
});

describe('an intent node', () => {
  it('has at most 100,000 characters of examples and keywords', () => {
    const node = (chars: number) => ({
      id: 'i',
      kind: 'intent',
      branches: count(5, (index) => ({ id: `b${index}`, examples: count(40, () => 'x'.repeat(chars)) })),
    });
    expect(errors(flow(node(500)))).toEqual([]);
    const [first, ...rest] = node(500).branches;
    const over = { ...node(500), branches: [{ ...first, keywords: ['x'] }, ...rest] };
    expect(errors(flow(over))).toMatchObject([
      {
        code: 'too_many_examples',
        path: '/nodes/0/branches',
        message: 'The examples and keywords have 100001 characters in total; at most 100000 are allowed.',
      },
    ]);
  });
});

describe('a trigger form', () => {
  it('has at most 10,000 characters of texts with expressions', () => {
    const form = (labels: string[]) => ({
      ...flow(end),
      triggers: [
        { type: 'event', event: 'e' },
        {
          type: 'form',
          code: 'f',
          title: 'F',
          fields: labels.map((label, index) => ({ name: `f${index}`, label, answer: { type: 'text' } })),
        },
      ],
    });
    const labels = count(20, () => '{{1}}'.repeat(100));
    expect(errors(form([...labels, 'x'.repeat(500)]))).toEqual([]);
    expect(errors(form([...labels, '{{1}}']))).toMatchObject([
      {
        code: 'form_too_long',
        path: '/triggers/1',
        message: 'The texts with expressions of this form have 10005 characters; at most 10000 are allowed.',
      },
    ]);
  });
});

/** The number of steps, and the result. */
function countSteps<T>(steps: Steps<T>): number {
  let total = 0;
  while (!steps.next().done) total++;
  return total;
}

describe('validate/in-steps', () => {
  it('has the same result as at once', () => {
    const input = flow(branches('a', ['x', '1 +']), { id: 'f', kind: 'subflow', flow: 'gone' }, end);
    const known = { flows: [] };
    expect(addUnknownNames(runSteps(validateInSteps(input)), known)).toEqual(validateFlow(input, known));
    expect(validateFlow(input, known).problems.map(({ code }) => code)).toContain('unknown_flow');
  });

  it('takes a step for every node and every expression', () => {
    const steps = (nodes: number, whens: number, text: string) =>
      countSteps(
        validateInSteps(
          flow(
            ...count(nodes, (index) =>
              branches(
                `n${index}`,
                count(whens, () => 'true'),
              ),
            ),
            { id: 'm', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'end' } },
            end,
          ),
        ),
      );
    const one = steps(1, 1, 'x');
    expect(steps(1, 6, 'x') - one).toBe(5);
    expect(steps(1, 1, '{{1}}'.repeat(9)) - one).toBe(9);
    expect(steps(101, 1, 'x') - one).toBeGreaterThanOrEqual(200);
  });
});

describe('a text with many problems', () => {
  it('is parsed up to the twentieth', () => {
    const text = '{{ ( }} {{ "'.repeat(300);
    const say = { id: 'm', kind: 'message', messages: [{ type: 'text', text }], exits: { next: 'end' } };
    expect(errors(flow(say, end))).toHaveLength(21);
  });
});

import { describe, expect, it } from 'vitest';
import type { Flow, NodeInput } from '../../fixtures/converse';
import { validateFlow } from '../../validate';

const choices = ['Sales', 'Support', 'Person'].map((value) => ({ value, label: value }));
const ask = (answer: object = { type: 'choice', choices }): NodeInput =>
  ({
    ...{ id: 'q', kind: 'question', prompt: [{ type: 'text', text: '?' }], variable: 'need' },
    answer,
    exits: { next: 'c' },
  }) as NodeInput;
const decide = (when: string): NodeInput => ({
  id: 'c',
  kind: 'condition',
  branches: [{ id: 'b', when }],
  exits: { b: 'q', else: 'q' },
});
const findings = (nodes: Flow['nodes'], variables: Flow['variables'] = []) =>
  validateFlow({ format: 1, start: 'q', variables, nodes })
    .problems.filter(({ code }) => code === 'no_such_choice')
    .map(({ message }) => message);
const compare = (when: string) => findings([ask(), decide(when)]);
const NEVER = '"need" is never "sales": its choices are "Sales", "Support", "Person".';

describe('a comparison of an answer', () => {
  it.each([
    'need === "sales"',
    '"sales" != need',
    '["Sales", "sales"].includes(need)',
    'need.includes("sales")',
    '[1].some(n => n > 0 && need == "sales")',
  ])('with no choice is reported: %s', (when) => {
    expect(compare(when)).toEqual([NEVER]);
  });

  it.each([
    'need === "Sales"',
    'need == ""',
    'need === other',
    'need === 1',
    '[need].some(need => need === "x")',
  ])('is not reported: %s', (when) => {
    expect(compare(when)).toEqual([]);
  });

  it('names the place, and at most five choices', () => {
    const many = Array.from({ length: 7 }, (_, index) => ({ value: `v${index}`, label: `v${index}` }));
    const { problems } = validateFlow({
      format: 1,
      start: 'q',
      nodes: [ask({ type: 'multi-choice', choices: many }), decide('need.includes("x")')],
    });
    expect(problems.find(({ code }) => code === 'no_such_choice')).toEqual({
      severity: 'warning',
      code: 'no_such_choice',
      nodeId: 'c',
      path: '/nodes/1/branches/0/when',
      message: '"need" is never "x": its choices are "v0", "v1", "v2", "v3", "v4" and 2 more.',
    });
  });

  it('is not reported where the variable may be anything', () => {
    const set: NodeInput = {
      id: 's',
      kind: 'set',
      assign: [{ variable: 'need', value: '"sales"' }],
      exits: { next: 'c' },
    };
    const odd = decide('need === "sales"');
    expect(findings([ask(), odd, set])).toEqual([]);
    expect(findings([ask({ type: 'text' }), odd])).toEqual([]);
    expect(findings([ask({ type: 'choice', choicesFrom: { list: '[]', value: 'item' } }), odd])).toEqual([]);
    expect(findings([ask(), odd], [{ name: 'need', public: true }])).toEqual([]);
    expect(findings([ask(), odd], [{ name: 'need', default: 'sales' }])).toEqual([]);
    expect(findings([ask(), odd], [{ name: 'need', default: '{{ x }}' }])).toEqual([]);
    expect(findings([ask(), odd], [{ name: 'need', default: 'none' }])).toHaveLength(1);
  });
});

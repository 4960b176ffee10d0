import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFlow } from '@/server/engine/fixtures/random-flow';
import { behaviorOf } from '@/server/engine/nodes/behavior-of';
import { validateFlow } from '@/server/engine/validate';
import { checkDraft } from './check-draft';

const check = (draft: unknown) => checkDraft(JSON.stringify(draft, null, 2));

describe('the check of a draft', () => {
  it('finds the problems that the engine finds, wherever the draft is invalid', () => {
    const damaged = fc.tuple(
      randomFlow,
      fc.nat(20),
      fc.constantFrom('kind', 'exits', 'id', 'variable', 'prompt'),
    );
    fc.assert(
      fc.property(damaged, ([flow, at, field]) => {
        const nodes = flow.nodes.map((node, index) =>
          index === at % flow.nodes.length ? { ...node, [field]: 7 } : node,
        );
        for (const draft of [flow, { ...flow, nodes }]) {
          const messages = check(draft).problems.map(({ path, message }) => `${path} ${message}`);
          const known = validateFlow(draft).problems.map(({ path, message }) => `${path} ${message}`);
          expect(messages.sort()).toEqual(known.sort());
        }
      }),
      { numRuns: 100 },
    );
  });

  it('names the line of each problem', () => {
    const text =
      '{\n  "format": 1,\n  "start": "gone",\n  "nodes": [\n    { "id": "a", "kind": "end" }\n  ]\n}';
    expect(checkDraft(text).problems).toContainEqual(
      expect.objectContaining({ severity: 'error', path: '/start', line: 3 }),
    );
  });

  it('lists the variables that a node sets according to the engine', () => {
    fc.assert(
      fc.property(randomFlow, (flow) => {
        const { assigns } = check(flow);
        for (const node of flow.nodes)
          expect(assigns.get(node.id), node.kind).toEqual(behaviorOf(node).assigns?.(node) ?? []);
      }),
      { numRuns: 100 },
    );
  });

  it('lists the variables of nodes that are not valid yet, and none of other values', () => {
    const { assigns } = check({
      nodes: [
        { id: 'ask', kind: 'question', variable: 'name' },
        { id: 'call', kind: 'http', save: 7 },
        { id: 'set', kind: 'set', assign: [{ variable: '' }, { variable: 'a' }] },
        { id: 'odd', kind: 'constructor' },
      ],
    });
    expect([...assigns]).toEqual([
      ['ask', ['name']],
      ['call', []],
      ['set', ['a']],
      ['odd', []],
    ]);
  });

  it('is empty for a text that is not JSON', () => {
    expect(checkDraft('{')).toEqual({ problems: [], assigns: new Map() });
  });
});

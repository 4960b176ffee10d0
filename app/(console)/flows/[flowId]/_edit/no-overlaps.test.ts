import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlap } from '@/app/_features/flow/graph/lay-out';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import type { NodeKind } from '@/server/engine/definition/node';
import { randomFlow } from '@/server/engine/fixtures/random-flow';
import { NODES } from '@/server/engine/nodes';
import { addNodeAfter } from './add-node';
import { arrangeNodes } from './move-nodes';

const drafts = randomFlow.map((flow) => flow as unknown as Draft);
const kinds = fc.constantFrom(...(Object.keys(NODES) as NodeKind[]));

/** The pairs of cards that overlap on the canvas. */
function listOverlaps(draft: Draft): string[] {
  const { nodes } = toGraph(draft);
  return nodes.flatMap((one, index) =>
    nodes
      .slice(index + 1)
      .filter((other) => overlap(one, other))
      .map((other) => `${one.key} and ${other.key}`),
  );
}

describe('cards', () => {
  it('never overlap after all are arranged', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(listOverlaps(arrangeNodes(draft, null))).toEqual([]);
      }),
    );
  });

  it('never overlap after nodes of any kind are added after any others', () => {
    const additions = fc.array(fc.tuple(kinds, fc.nat()), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(drafts, additions, (draft, given) => {
        let now = arrangeNodes(draft, null);
        for (const [kind, at] of given) {
          const entries = listEntries(now);
          now = addNodeAfter(now, kind, entries[at % entries.length]?.key ?? null).draft;
          expect(listOverlaps(now)).toEqual([]);
        }
      }),
      { numRuns: 40 },
    );
  });
});

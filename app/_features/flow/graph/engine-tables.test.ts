import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomFlow } from '@/server/engine/fixtures/random-flow';
import { NODES } from '@/server/engine/nodes';
import { behaviorOf } from '@/server/engine/nodes/behavior-of';
import { assignsOf } from './node-assigns';
import { exitsOf, isKnownKind } from './node-exits';
import { KINDS } from './node-kinds';

/* The browser knows the engine by its types only, so its tables are held against the engine's own here. */

const kinds = Object.keys(NODES);

describe('what the canvas knows of nodes', () => {
  it('are all kinds of the engine, and no other', () => {
    expect(Object.keys(KINDS).sort()).toEqual([...kinds].sort());
    expect(kinds.every(isKnownKind)).toBe(true);
    expect(isKnownKind('constructor')).toBe(false);
  });

  it('has a key of its own for every kind', () => {
    expect(new Set(Object.values(KINDS).map(({ key }) => key)).size).toBe(kinds.length);
  });

  it('are the exits and the variables that the engine gives a node, whatever is in it', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(randomFlow, ({ nodes }) => {
        for (const node of nodes) {
          const behaviour = behaviorOf(node);
          const exits = exitsOf(node).map(({ name, expected }) => ({ name, expected }));
          expect(exits, node.kind).toEqual(behaviour.exits(node));
          expect(assignsOf(node), node.kind).toEqual(behaviour.assigns?.(node) ?? []);
          seen.add(node.kind);
        }
      }),
      { numRuns: 100 },
    );
    expect([...seen].sort()).toEqual([...kinds].sort());
  });
});

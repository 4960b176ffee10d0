import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SELF_FLOW as ENGINE_SELF_FLOW } from '@/server/engine/definition/self-flow';
import { randomFlow } from '@/server/engine/fixtures/random-flow';
import { NODES } from '@/server/engine/nodes';
import { behaviorOf } from '@/server/engine/nodes/behavior-of';
import { exitsOf, isKnownKind } from './node-exits';
import { KINDS } from './node-kinds';
import { SELF_FLOW } from './own-entry';

/* The canvas draws any draft at once and in words of its own, so its table of exits is held against the engine here. */

const kinds = Object.keys(NODES);

describe('the name of the own flow', () => {
  it('is that of the engine', () => expect(SELF_FLOW).toBe(ENGINE_SELF_FLOW));
});

describe('the node kinds of the canvas', () => {
  it('are the kinds of the engine', () => {
    expect(Object.keys(KINDS).sort()).toEqual([...kinds].sort());
    expect(kinds.every(isKnownKind)).toBe(true);
    expect(isKnownKind('constructor')).toBe(false);
  });

  it('have distinct keys', () => {
    expect(new Set(Object.values(KINDS).map(({ key }) => key)).size).toBe(kinds.length);
  });

  it('have the engine’s exits for any node', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(randomFlow, ({ nodes }) => {
        for (const node of nodes) {
          const behavior = behaviorOf(node);
          const exits = exitsOf(node).map(({ name }) => name);
          expect(exits, node.kind).toEqual(behavior.exits(node).map(({ name }) => name));
          seen.add(node.kind);
        }
      }),
      { numRuns: 100 },
    );
    expect([...seen].sort()).toEqual([...kinds].sort());
  });
});

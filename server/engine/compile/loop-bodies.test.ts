import { describe, expect, it } from 'vitest';
import { findLoopBodies, type LoopNode } from './loop-bodies';

/** Each line is a node: `id > targets of its exits` and, for a loop, `| first node of its body`. */
function parse(lines: readonly string[]): LoopNode[] {
  return lines.map((line) => {
    const [, id = '', targets = '', body] = /^(\S*) >([^|]*)(?:\| (\S+))?$/.exec(line) ?? [];
    return { id, targets: targets.split(' ').filter(Boolean), body: body ?? null };
  });
}

function find(start: string, ...lines: string[]) {
  const nodes = parse(lines);
  const steps = findLoopBodies(start, nodes);
  let pauses = 0;
  for (;;) {
    const step = steps.next();
    if (!step.done) {
      pauses++;
      continue;
    }
    const members = [...step.value].map(([id, body]) => {
      return [id, nodes.map((node) => node.id).filter((node) => body.has(node))];
    });
    return {
      bodies: Object.fromEntries(members) as Record<string, string[]>,
      body: step.value.get('loop'),
      pauses,
    };
  }
}

describe('the nodes of a loop (loop/closes-on-leaving)', () => {
  it('are those that are reached through its body alone', () => {
    const { bodies } = find('loop', 'loop > after | a', 'a > b', 'b > loop', 'after > ');
    expect(bodies).toEqual({ loop: ['a', 'b'] });
  });

  it('are not those that the flow also reaches past the loop', () => {
    const { bodies } = find(
      'first',
      'first > loop shared',
      'loop > after | a',
      'a > shared loop',
      'shared > after',
      'after > ',
    );
    expect(bodies).toEqual({ loop: ['a'] });
  });

  it('are not those after the loop, although the body leads there', () => {
    const { bodies } = find('loop', 'loop > after | a', 'a > after loop', 'after > end', 'end > ');
    expect(bodies).toEqual({ loop: ['a'] });
  });

  it('are all that the body reaches if none of its own nodes leads back', () => {
    const { bodies } = find('loop', 'loop > after | a', 'a > after', 'after > loop');
    expect(bodies).toEqual({ loop: ['a', 'after'] });
  });

  it('are none if the body is the loop itself', () => {
    const { bodies } = find('loop', 'loop > after | loop', 'after > loop');
    expect(bodies).toEqual({ loop: [] });
  });

  it('contain the body of a loop within', () => {
    const { bodies } = find('loop', 'loop > after | inner', 'inner > loop | a', 'a > inner', 'after > ');
    expect(bodies).toEqual({ loop: ['inner', 'a'], inner: ['a'] });
  });

  it('lead back through the body exit of a loop within', () => {
    const { bodies } = find('first', 'first > loop x', 'loop > x | inner', 'inner > x | loop', 'x > ');
    expect(bodies.loop).toEqual(['inner']);
  });

  it('are found where nothing leads to the loop and its start is missing', () => {
    const { bodies } = find('gone', 'loop > after | a', 'a > loop', 'after > ');
    expect(bodies).toEqual({ loop: ['a'] });
  });

  it('are not known of a loop without a body, or with a body that does not exist', () => {
    expect(find('loop', 'loop > a', 'a > ').bodies).toEqual({});
    expect(find('loop', 'loop > a | gone', 'a > ', 'other > | a').bodies).toEqual({ other: ['a'] });
    expect(find('', 'loop > a', ' > loop', 'other > | a', 'a > other').bodies).toEqual({ other: ['a'] });
  });

  it('are no unknown nodes', () => {
    expect(find('loop', 'loop > | a', 'a > loop').body?.has('gone')).toBe(false);
  });

  it('are searched in steps of 256 nodes (validate/in-steps)', () => {
    const chain = Array.from({ length: 600 }, (_, index) => `n${index} > n${index + 1}`);
    const { pauses } = find('loop', 'loop > | n0', ...chain);
    // 600 nodes through the body, and the loop alone from the start.
    expect(pauses).toBe(3 + 1);
    expect(find('n0', ...chain).pauses).toBe(0);
  });
});

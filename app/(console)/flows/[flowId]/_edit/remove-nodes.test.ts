import { describe, expect, it } from 'vitest';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { removeNodes } from './remove-nodes';

const node = (id: string, exits: Record<string, string> = {}) => ({ id, kind: 'message', exits });
const flow = (...nodes: object[]): Draft => ({ format: 1, start: 'a', nodes });
const remove = (draft: Draft, ...keys: string[]) => removeNodes(draft, new Set(keys));
const exitsIn = (draft: Draft) => listEntries(draft).map(({ node: { exits } }) => exits);

describe('the start of a flow', () => {
  it('stays where other nodes are removed', () => {
    expect(remove(flow(node('b'), node('a', { next: 'b' })), 'b').start).toBe('a');
  });

  it('moves to the successor of a removed start, wherever it stands', () => {
    const draft = flow(node('first'), node('a', { next: 'c' }), node('b'), node('c'));
    expect(remove(draft, 'a').start).toBe('c');
  });

  it('moves to the first successor that is left', () => {
    const draft = flow(node('first'), node('a', { yes: 'b', no: 'c' }), node('b'), node('c'));
    expect(remove(draft, 'a').start).toBe('b');
    expect(remove(draft, 'a', 'b').start).toBe('c');
  });

  it('moves to the first node where no successor is left', () => {
    const draft = flow(node('z'), node('a', { yes: 'b', no: 'gone' }), node('b'));
    expect(remove(draft, 'a', 'b').start).toBe('z');
    expect(remove(draft, 'a', 'b', 'z')).toEqual({ format: 1, start: 'a', nodes: [] });
  });
});

describe('the wires to removed nodes', () => {
  it('go, and other nodes stay as they are', () => {
    const draft = flow(node('a', { yes: 'b', no: 'c' }), node('b'), node('c', { next: 'a' }));
    const left = remove(draft, 'b');
    expect(exitsIn(left)).toEqual([{ no: 'c' }, { next: 'a' }]);
    expect(listEntries(left)[1]?.node).toBe(listEntries(draft)[2]?.node);
  });
});

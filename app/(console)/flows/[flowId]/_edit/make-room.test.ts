import { describe, expect, it } from 'vitest';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { addNodeAfter } from './add-node';
import { getAt } from './set-at';

const node = (id: string, x: number, exits: Record<string, string>, more: object = {}) => ({
  id,
  kind: 'message',
  messages: [{ type: 'text', text: id }],
  position: { x, y: 0 },
  exits,
  ...more,
});
const find = (draft: Draft, key: string) => listEntries(draft).find((entry) => entry.key === key)?.node ?? {};
const xOf = (draft: Draft, key: string) => getAt(find(draft, key), ['position', 'x']);

describe('adding a node into a wire', () => {
  it('moves what follows to the right, and leaves alone what leads here', () => {
    const draft = {
      start: 'a',
      nodes: [
        node('a', 0, { next: 'b' }),
        node('b', 320, { next: 'c' }),
        node('c', 640, { next: 'a' }),
        node('d', 640, {}, { position: { x: 640, y: 400 } }),
      ],
    };
    const { draft: added, keys } = addNodeAfter(draft, 'message', 'a');
    expect(keys).toEqual(['message']);
    expect(find(added, 'a').exits).toEqual({ next: 'message' });
    expect(find(added, 'message').exits).toEqual({ next: 'b' });
    // All of the loop leads to a.
    expect(['a', 'b', 'c', 'd'].map((key) => xOf(added, key))).toEqual([0, 320, 640, 640]);
    const open = {
      ...draft,
      nodes: [...draft.nodes.slice(0, 2), node('c', 640, {}), ...draft.nodes.slice(3)],
    };
    const { draft: pushed } = addNodeAfter(open, 'message', 'a');
    expect(['a', 'message', 'b', 'c', 'd'].map((key) => xOf(pushed, key))).toEqual([0, 320, 640, 960, 640]);
  });

  it('takes along the cards that would be covered', () => {
    const draft = {
      start: 'a',
      nodes: [node('a', 0, { next: 'b' }), node('b', 320, {}), node('d', 680, {})],
    };
    const { draft: added } = addNodeAfter(draft, 'message', 'a');
    expect(['a', 'message', 'b', 'd'].map((key) => xOf(added, key))).toEqual([0, 320, 640, 1000]);
  });

  it('moves nothing for a wire that leads back to the left', () => {
    const draft = {
      start: 'a',
      nodes: [node('a', 640, { next: 'b' }), node('b', 0, { next: 'c' }), node('c', 320, {})],
    };
    const { draft: added } = addNodeAfter(draft, 'message', 'a');
    expect(['a', 'message', 'b', 'c'].map((key) => xOf(added, key))).toEqual([640, 960, 0, 320]);
  });

  it('leaves a question by Next although its choices have exits of their own', () => {
    const answer = { type: 'choice', choices: [{ value: 'Sales', label: 'Sales' }] };
    const question = node('q', 0, { next: 'end' }, { kind: 'question', answer, prompt: [] });
    const draft = { start: 'q', nodes: [question, node('end', 320, {}, { kind: 'end' })] };
    const { draft: added } = addNodeAfter(draft, 'message', 'q');
    expect(find(added, 'q').exits).toEqual({ next: 'message' });
    expect(find(added, 'message').exits).toEqual({ next: 'end' });
    expect(xOf(added, 'end')).toBe(640);
  });

  it('connects the exit that was pressed', () => {
    const http = node(
      'h',
      0,
      { success: 'end' },
      { kind: 'http', method: 'GET', url: 'https://example.test' },
    );
    const draft = { start: 'h', nodes: [http, node('end', 320, {}, { kind: 'end' })] };
    const { draft: added } = addNodeAfter(draft, 'message', 'h', 'failure');
    expect(find(added, 'h').exits).toEqual({ success: 'end', failure: 'message' });
    expect(xOf(added, 'end')).toBe(320);
  });
});

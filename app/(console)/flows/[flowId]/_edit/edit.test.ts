import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { flowDefinition } from '@/server/engine/definition';
import { randomFlow } from '@/server/engine/fixtures/random-flow';
import { NODES } from '@/server/engine/nodes';
import { addIntoWire, addNode, addNodeAfter, freeId } from './add-node';
import { blankNode } from './blank-node';
import { copyNodes, duplicateNodes, parseCopied, pasteNodes } from './copy-nodes';
import { refuseId, renameNode, setFlowField, setNodeField } from './edit-node';
import { createFlowEditor } from './flow-editor';
import { arrangeNodes, moveNodes, nudgeNodes } from './move-nodes';
import { removeNodes } from './remove-nodes';
import { getAt, setAt } from './set-at';
import { settlePlaces } from './settle-places';
import { connect, disconnect } from './wire-nodes';

const node = (id: string, exits: Record<string, string> = {}, more: object = {}) => ({
  id,
  kind: 'message',
  messages: [{ type: 'text', text: id }],
  position: { x: 0, y: 0 },
  exits,
  ...more,
});
const draft: Draft = {
  format: 1,
  start: 'a',
  strange: true,
  nodes: [node('a', { next: 'b' }), 7, node('b', { next: 'a' }), node('c', { next: 'b' }, { odd: [1] })],
};
const at = (key: string, from: Draft) => listEntries(from).find((entry) => entry.key === key)?.node;
const keysOf = (from: Draft) => listEntries(from).map(({ key }) => key);

describe('setting a value at a path', () => {
  it('keeps the identity of everything else', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.string(),
        fc.jsonValue(),
        (fields, name, value) => {
          const next = setAt(fields, [name, 'inner'], value) as typeof fields;
          expect(getAt(next, [name, 'inner'])).toEqual(value);
          for (const other of Object.keys(fields))
            if (other !== name) expect(next[other]).toBe(fields[other]);
        },
      ),
    );
  });

  it('removes a member, keeps the order of the others and never reaches a prototype', () => {
    expect(Object.keys(setAt({ a: 1, b: 2, c: 3 }, ['b'], undefined) as object)).toEqual(['a', 'c']);
    expect(Object.keys(setAt({ a: 1, b: 2 }, ['a'], 9) as object)).toEqual(['a', 'b']);
    const odd = setAt({}, ['__proto__', 'x'], 1) as object;
    expect(Object.keys(odd)).toEqual(['__proto__']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(setAt({ list: [1, 2] }, ['list', 1], 5)).toEqual({ list: [1, 5] });
  });
});

describe('wires', () => {
  it('are connected, moved and disconnected', () => {
    const led = connect(draft, { key: 'a', exit: 'next' }, 'c');
    expect(at('a', led)?.exits).toEqual({ next: 'c' });
    expect(led).toMatchObject({ strange: true });
    expect(connect(led, { key: 'a', exit: 'next' }, 'c')).toBe(led);
    expect(at('a', disconnect(led, [{ key: 'a', exit: 'next' }]))?.exits).toEqual({});
    expect(disconnect(draft, [{ key: 'a', exit: 'else' }])).toBe(draft);
  });

  it('follow a renamed choice and are removed with a removed one', () => {
    const ask = (choices: object[], exits: object) => ({
      nodes: [{ id: 'q', kind: 'question', answer: { type: 'choice', choices }, exits }],
    });
    const before = ask([{ value: 'a' }, { value: 'b' }], { 'choice:a': 'q', 'choice:b': 'q', next: 'q' });
    const renamed = setNodeField(before, 'q', ['answer', 'choices', 0, 'value'], 'z');
    expect(at('q', renamed)?.exits).toEqual({ 'choice:z': 'q', 'choice:b': 'q', next: 'q' });
    const removed = setNodeField(before, 'q', ['answer', 'choices'], [{ value: 'b' }]);
    expect(at('q', removed)?.exits).toEqual({ 'choice:b': 'q', next: 'q' });
    const plain = setNodeField(before, 'q', ['answer'], { type: 'text' });
    expect(at('q', plain)?.exits).toEqual({ next: 'q' });
  });
});

describe('a field that replaces others', () => {
  const ai = { id: 'a', kind: 'ai', url: 'https://m.test', apiKey: 'k', fallback: { url: 'https://f.test' } };

  it('is set in one change, which removes them beside it alone', () => {
    const editor = createFlowEditor(JSON.stringify({ nodes: [ai] }), () => undefined);
    editor.change((now) => setNodeField(now, 'a', ['connection'], 'crm', [['url'], ['apiKey'], ['gone']]));
    const { present, past } = editor.snapshot().history;
    expect(at('a', present)).toMatchObject({ connection: 'crm', fallback: { url: 'https://f.test' } });
    expect(at('a', present)).not.toHaveProperty('url');
    expect(at('a', present)).not.toHaveProperty('apiKey');
    expect(past).toHaveLength(1);
    expect(setFlowField({ locale: 'en', nodes: [] }, ['slug'], 's', [['locale']])).toEqual({
      nodes: [],
      slug: 's',
    });
  });
});

describe('nodes', () => {
  it('are added under a free id and connected', () => {
    const { draft: added, keys } = addNode(draft, 'message', { x: 5, y: 6 }, { key: 'c', exit: 'next' });
    expect(keys).toEqual(['message']);
    expect(at('message', added)).toMatchObject({ kind: 'message', position: { x: 5, y: 6 } });
    expect(at('c', added)?.exits).toEqual({ next: 'message' });
    expect(freeId(new Set(['message', 'message_2']), 'message')).toBe('message_3');
  });

  it('become the start of an empty flow', () => {
    const { draft: added } = addNode({ format: 1, start: 'gone', nodes: [] }, 'end', { x: 0, y: 0 });
    expect(added.start).toBe('end');
  });

  it('are added after another without overlap', () => {
    let { draft: chain, keys } = addNodeAfter({ format: 1, start: '', nodes: [] }, 'message', null);
    const add = (kind: keyof typeof NODES) => {
      const made = addNodeAfter(chain, kind, keys[0] ?? null);
      chain = made.draft;
      return made;
    };
    add('message');
    add('end');
    add('end');
    const places = toGraph(chain).nodes.map(({ place }) => `${String(place.x)} ${String(place.y)}`);
    expect(new Set(places).size).toBe(4);
    expect(at(keys[0] ?? '', chain)?.exits).toEqual({ next: 'message_2' });
  });

  it('go into the wire of the node that they are added after, and lead on to its target', () => {
    const added = addNodeAfter(draft, 'condition', 'a');
    expect(at('a', added.draft)?.exits).toEqual({ next: 'condition' });
    expect(at('condition', added.draft)?.exits).toEqual({ else: 'b' });
    const call = addIntoWire(draft, 'http', { x: 0, y: 0 }, { key: 'b', exit: 'next' });
    expect([at('b', call.draft)?.exits, at('http', call.draft)?.exits]).toEqual([
      { next: 'http' },
      { success: 'a' },
    ]);
    const end = addNodeAfter(draft, 'end', 'a');
    expect(at('a', end.draft)?.exits).toEqual({ next: 'b' });
  });

  it('follow the node at which the flow ends, if none is selected', () => {
    const open = { format: 1, start: 'hi', nodes: [node('hi', { next: 'bye' }), node('bye')] };
    expect(at('bye', addNodeAfter(open, 'message', null).draft)?.exits).toEqual({ next: 'message' });
    const ended = { ...open, nodes: [node('hi', { next: 'end' }), { id: 'end', kind: 'end', exits: {} }] };
    const { draft: added } = addNodeAfter(ended, 'question', null);
    expect([at('hi', added)?.exits, at('question', added)?.exits]).toEqual([
      { next: 'question' },
      { next: 'end' },
    ]);
  });

  it.each(Object.keys(NODES) as (keyof typeof NODES)[])('a blank %s has the shape of its kind', (kind) => {
    const filled = JSON.parse(JSON.stringify(blankNode(kind, 'x-1')).replaceAll('""', '"1"'));
    const { success, error } = flowDefinition.safeParse({ format: 1, start: 'x-1', nodes: [filled] });
    expect(success, error?.message).toBe(true);
  });

  it('are removed with the wires to them; a removed start is replaced by its successor', () => {
    const left = removeNodes(draft, new Set(['a']));
    expect(keysOf(left)).toEqual(['b', 'c']);
    expect(left.start).toBe('b');
    expect(at('b', left)?.exits).toEqual({});
    expect(left.nodes).toContain(7);
    expect(removeNodes(draft, new Set())).toBe(draft);
  });

  it('are renamed together with all wires to them', () => {
    const renamed = renameNode(draft, 'a', 'start');
    expect(renamed.start).toBe('start');
    expect(at('b', renamed)?.exits).toEqual({ next: 'start' });
    expect(Object.keys(at('start', renamed) ?? {})).toEqual(Object.keys(at('a', draft) ?? {}));
    expect(refuseId(draft, 'a', 'b')).toContain('Another');
    expect(refuseId(draft, 'a', 'x y')).toContain('letters');
    expect(refuseId(draft, 'a', 'a')).toBeNull();
  });

  it('are moved, nudged and arranged; the others keep their identity', () => {
    expect(moveNodes(draft, new Map([['a', { x: 0, y: 0 }]]))).toBe(draft);
    const moved = nudgeNodes(draft, new Set(['a']), { x: 10.4, y: 0 });
    expect(at('a', moved)?.position).toEqual({ x: 10, y: 0 });
    expect(at('b', moved)).toBe(at('b', draft));
    const places = toGraph(arrangeNodes(draft, null)).nodes.map(({ place }) => JSON.stringify(place));
    expect(new Set(places).size).toBe(3);
  });

  it('keep their places when others get one', () => {
    const loose = {
      format: 1,
      start: 'a',
      nodes: [
        { id: 'a', kind: 'end' },
        { id: 'b', kind: 'end' },
      ],
    };
    const before = toGraph(loose).nodes.map(({ place }) => place);
    const { draft: added } = addNode(settlePlaces(loose), 'end', { x: 900, y: 0 });
    expect(
      toGraph(added)
        .nodes.slice(0, 2)
        .map(({ place }) => place),
    ).toEqual(before);
  });
});

describe('the clipboard', () => {
  it('pastes nodes under new ids, wired to each other and to existing nodes', () => {
    const clip = parseCopied(copyNodes(draft, new Set(['a', 'c']))) ?? { nodes: [], areas: [] };
    const { draft: pasted, keys } = pasteNodes(draft, clip, { x: 100, y: 100 });
    expect(keys).toEqual(['a_2', 'c_2']);
    expect(at('a_2', pasted)).toMatchObject({ exits: { next: 'b' }, position: { x: 100, y: 100 } });
    expect(at('c_2', pasted)).toMatchObject({ odd: [1] });
    const elsewhere = pasteNodes({ format: 1, nodes: [], start: '' }, clip);
    expect(at('a', elsewhere.draft)?.exits).toEqual({});
    expect(elsewhere.draft.start).toBe('a');
    const both = duplicateNodes(draft, new Set(['a', 'b']));
    expect(at('a_2', both.draft)?.exits).toEqual({ next: 'b_2' });
    expect(at('b_2', both.draft)?.exits).toEqual({ next: 'a_2' });
  });

  it.each(['', '{}', '[1]', 'null', '{"nodes":[]}', '{"nodes":[{"id":1}]}', 'hello'])(
    'ignores %j',
    (text) => {
      expect(parseCopied(text)).toBeNull();
    },
  );

  it('accepts a complete flow', () => {
    expect(parseCopied(JSON.stringify(draft))?.nodes).toHaveLength(3);
    expect(parseCopied(JSON.stringify({ format: 'parley.flow', definition: draft }))?.nodes).toHaveLength(3);
  });
});

it('any flow keeps all its data when it is laid out, duplicated and reduced again', () => {
  fc.assert(
    fc.property(randomFlow, (flow) => {
      const before = settlePlaces(flow as unknown as Draft);
      const { draft: doubled, keys } = duplicateNodes(before, new Set(keysOf(before)));
      expect(removeNodes(doubled, new Set(keys))).toEqual(before);
      expect(flowDefinition.safeParse(doubled).success).toBe(true);
    }),
    { numRuns: 25 },
  );
});

import { describe, expect, it } from 'vitest';
import { dragTo } from '@/app/_features/flow/graph/areas';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { flowDefinition } from '@/server/engine/definition';
import { copyNodes, duplicateNodes, parseCopied, pasteNodes } from './copy-nodes';
import { addFrame, addNote, resizeArea, setAreaField } from './edit-areas';
import { createFlowEditor } from './flow-editor';
import { moveNodes, nudgeNodes } from './move-nodes';
import { removeNodes } from './remove-nodes';

const end = (id: string, x: number, y: number) => ({ id, kind: 'end', position: { x, y }, exits: {} });
const draft: Draft = { format: 1, start: 'a', nodes: [end('a', 0, 0), end('b', 300, 0), end('c', 900, 900)] };
const framed = addFrame(draft, new Set(['a', 'b'])).draft;
const areasOf = (of: Draft) => toGraph(of).areas;
const placesOf = (of: Draft) =>
  [...toGraph(of).nodes, ...areasOf(of)].map(
    ({ key, place: { x, y } }) => `${key} ${String(x)} ${String(y)}`,
  );

describe('frames and notes of a draft', () => {
  it('are made around a selection and at a place, and fit the schema', () => {
    const { draft: both, keys } = addNote(framed, { x: 500, y: 500 });
    expect(keys).toEqual(['note:note']);
    expect(both.layout).toEqual({
      frames: [{ id: 'frame', x: -30, y: -40, width: 600, height: 112 }],
      notes: [{ id: 'note', x: 390, y: 440, width: 220, height: 120 }],
    });
    expect(flowDefinition.parse(both).layout).toEqual(both.layout);
    expect(addFrame(draft, new Set()).draft).toBe(draft);
  });

  it('move with what is inside when dragging begins', () => {
    const graph = toGraph(framed);
    const places = dragTo(graph, [{ id: 'frame:frame', position: { x: -20, y: 60 } }]);
    expect(placesOf(moveNodes(framed, places))).toEqual([
      'a 10 100',
      'b 310 100',
      'c 900 900',
      'frame:frame -20 60',
    ]);
    expect([...dragTo(graph, [{ id: 'a', position: { x: 5, y: 5 } }]).keys()]).toEqual(['a']);
    expect(placesOf(nudgeNodes(framed, new Set(['frame:frame']), { x: 0, y: 20 }))).toEqual([
      'a 0 20',
      'b 300 20',
      'c 900 900',
      'frame:frame -30 -20',
    ]);
  });

  it('are edited, resized and removed; a layout without any is left out', () => {
    const titled = setAreaField(framed, 'frame:frame', 'title', 'Refunds');
    expect(areasOf(titled)[0]).toMatchObject({ text: 'Refunds', color: 'gray' });
    expect(setAreaField(titled, 'frame:frame', 'title', 'Refunds')).toBe(titled);
    const sized = resizeArea(titled, 'frame:frame', { x: 1.2, y: 2, width: 99.6, height: 50 });
    expect(areasOf(sized)[0]).toMatchObject({ place: { x: 1, y: 2 }, width: 100, height: 50 });
    expect(removeNodes(titled, new Set(['frame:frame']))).toEqual(draft);
  });

  it('are copied with a selection, under ids of their own', () => {
    const clip = parseCopied(copyNodes(framed, new Set(['c', 'frame:frame'])));
    const { draft: pasted, keys } = pasteNodes(framed, clip ?? { nodes: [], areas: [] }, { x: 1_000, y: 0 });
    expect(keys).toEqual(['c_2', 'frame:frame_2']);
    expect(placesOf(pasted).slice(-2)).toEqual(['frame:frame -30 -40', 'frame:frame_2 1000 0']);
    expect(duplicateNodes(framed, new Set(['frame:frame'])).keys).toEqual(['frame:frame_2']);
  });

  it('are undone, and stay selected while they are there', () => {
    const editor = createFlowEditor(JSON.stringify(draft), () => undefined);
    editor.insertAndEnter((now) => addNote(now, { x: 0, y: 0 }));
    expect([...editor.snapshot().selection]).toEqual(['note:note']);
    editor.undo();
    expect([...editor.snapshot().selection]).toEqual([]);
    expect(editor.snapshot().history.present.layout).toBeUndefined();
    editor.redo();
    expect(editor.snapshot().history.present.layout).toHaveProperty('notes');
  });

  it('are drawn whatever the layout is', () => {
    const layout = { frames: [{ id: 'x' }, { id: 'x', width: -5, color: 'pink' }, 7], notes: 'none' };
    expect(areasOf({ ...draft, layout }).map(({ key, width, color }) => [key, width, color])).toEqual([
      ['frame:x', 480, 'gray'],
      ['frame:~1', 40, 'gray'],
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { addNode } from './add-node';
import { renameNode, setNodeField } from './edit-node';
import { createFlowEditor } from './flow-editor';
import { removeNodes } from './remove-nodes';

const flow = {
  format: 1,
  start: 'a',
  strange: { kept: [1] },
  nodes: [{ id: 'a', kind: 'message', messages: [{ type: 'text', text: 'Hi' }], position: { x: 0, y: 0 } }],
};

function open(text = formatJson(flow)) {
  const written: string[] = [];
  const editor = createFlowEditor(text, (next) => written.push(next));
  const draft = () => editor.snapshot().history.present;
  return { editor, written, draft };
}

describe('a draft that is drawn', () => {
  it('equals the text in both directions (editor/one-draft)', () => {
    const { editor, written, draft } = open();
    editor.insert((now) => addNode(now, 'end', { x: 300, y: 0 }, { key: 'a', exit: 'next' }));
    expect(editor.snapshot().selection).toEqual(new Set(['end']));
    expect(JSON.parse(written.at(-1) ?? '')).toEqual(draft());
    expect(draft().strange).toEqual({ kept: [1] });
    const typed = (written.at(-1) ?? '').replace('"Hi"', '"Hello"');
    editor.setText(typed);
    expect(draft()).toMatchObject({ nodes: [{ messages: [{ text: 'Hello' }] }, {}] });
    expect(written).toHaveLength(1);
  });

  it('has a fresh node until it is edited, left or undone (editor/fresh-node)', () => {
    const { editor } = open();
    const add = () => editor.insert((now) => addNode(now, 'message', { x: 300, y: 0 }));
    const fresh = () => [...editor.snapshot().fresh];
    add();
    expect(fresh()).toEqual(['message']);
    editor.change((now) => setNodeField(now, 'message', ['label'], 'Hi'));
    expect(fresh()).toEqual([]);
    add();
    expect(fresh()).toEqual(['message_2']);
    editor.select(new Set(['a']));
    expect(fresh()).toEqual([]);
    add();
    editor.undo();
    expect(fresh()).toEqual([]);
    editor.insert((now) => ({ draft: renameNode(now, 'a', 'b'), keys: ['b'] }));
    expect(fresh()).toEqual([]);
  });

  it('is read-only while the text is not JSON (editor/invalid-kept)', () => {
    const { editor, written, draft } = open();
    editor.setText('{ "format": 1, ');
    expect(editor.snapshot().broken).toBe(true);
    editor.change((now) => removeNodes(now, new Set(['a'])));
    editor.undo();
    expect(draft()).toEqual(flow);
    expect(written).toEqual([]);
    editor.setText(formatJson({ ...flow, start: 'b' }));
    expect(editor.snapshot().broken).toBe(false);
    editor.change((now) => removeNodes(now, new Set(['a'])));
    expect(written).toHaveLength(1);
  });

  it('enters a node that was added by a press, until something else is done (editor/entry)', () => {
    const { editor } = open();
    const entered = () => editor.snapshot().entered;
    editor.insert((now) => addNode(now, 'message', { x: 300, y: 0 }));
    expect(entered()).toBeNull();
    editor.insertAndEnter((now) => addNode(now, 'message', { x: 600, y: 0 }));
    expect(entered()).toEqual({ key: 'message_2', pointer: '' });
    editor.change((now) => setNodeField(now, 'message_2', ['label'], 'Hi'));
    expect(entered()).toBeNull();
    editor.enter('a', '/messages/0/text');
    expect(entered()).toEqual({ key: 'a', pointer: '/messages/0/text' });
    expect(editor.snapshot().selection).toEqual(new Set(['a']));
    editor.select(new Set());
    expect(entered()).toBeNull();
  });

  it('can be undone, wherever it was changed (editor/undoable)', () => {
    const { editor, written, draft } = open();
    editor.setText(formatJson({ ...flow, start: 'x' }));
    editor.change((now) => setNodeField(now, 'a', ['label'], 'L'), 'a/label');
    editor.change((now) => setNodeField(now, 'a', ['label'], 'Lo'), 'a/label');
    editor.undo();
    expect(draft()).toEqual({ ...flow, start: 'x' });
    editor.undo();
    expect(draft()).toEqual(flow);
    editor.redo();
    editor.redo();
    expect(draft()).toMatchObject({ start: 'x', nodes: [{ label: 'Lo' }] });
    expect(JSON.parse(written.at(-1) ?? '')).toEqual(draft());
  });

  it('removes deleted nodes from the selection', () => {
    const { editor } = open();
    editor.select(new Set(['a']));
    editor.change((now) => renameNode(now, 'a', 'b'));
    expect(editor.snapshot().selection).toEqual(new Set());
  });
});

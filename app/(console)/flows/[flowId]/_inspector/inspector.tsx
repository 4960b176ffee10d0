'use client';
import { BoxSelect, Copy, Frame, LayoutDashboard, Trash2 } from 'lucide-react';
import { countItems, listAreas } from '@/app/_features/flow/graph/areas';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { Button } from '@/app/_ui/button';
import type { Problems } from '../_draft/use-problems';
import { duplicateNodes } from '../_edit/copy-nodes';
import { addFrame } from '../_edit/edit-areas';
import { arrangeNodes } from '../_edit/move-nodes';
import { removeNodes } from '../_edit/remove-nodes';
import type { Editing } from '../_edit/use-flow-editor';
import { AreaPanel } from './area-panel';
import { FlowPanel } from './flow-panel';
import { NodePanel } from './node-panel';
import { PanelHead } from './panel-head';
import type { Sample } from './use-form-facts';

export type InspectorProps = {
  editing: Editing;
  problems: Problems;
  sample: Sample;
  /** Starts a test session at a node; null where that is not possible. */
  onTryFrom: ((key: string) => void) | null;
};

/** The editor of the selection: a node, a frame or note, several of these, or the flow itself. */
export function Inspector({ editing, problems, sample, onTryFrom }: InspectorProps) {
  const { selection, draft } = editing;
  if (selection.size > 1) return <ManyPanel editing={editing} />;
  const area = listAreas(draft).find(({ key }) => selection.has(key));
  if (area) return <AreaPanel key={area.key} editing={editing} area={area} />;
  const entry = listEntries(draft).find(({ key }) => selection.has(key));
  if (!entry) return <FlowPanel editing={editing} problems={problems} sample={sample} />;
  return (
    <NodePanel
      key={entry.key}
      editing={editing}
      entry={entry}
      problems={problems}
      sample={sample}
      onTryFrom={onTryFrom}
    />
  );
}

function ManyPanel({ editing: { editor, selection, readOnly } }: { editing: Editing }) {
  return (
    <>
      <PanelHead
        icon={<BoxSelect aria-hidden className="size-4 text-ink-2" />}
        title={countItems(selection)}
        hint="Move, copy or delete them together"
      />
      {!readOnly && (
        <div className="flex flex-wrap gap-2 p-4">
          <Button size="sm" onClick={() => editor.insert((draft) => duplicateNodes(draft, selection))}>
            <Copy aria-hidden /> Duplicate
          </Button>
          <Button size="sm" onClick={() => editor.insertAndEnter((draft) => addFrame(draft, selection))}>
            <Frame aria-hidden /> Frame
          </Button>
          <Button size="sm" onClick={() => editor.change((draft) => arrangeNodes(draft, selection))}>
            <LayoutDashboard aria-hidden /> Arrange
          </Button>
          <Button size="sm" onClick={() => editor.change((draft) => removeNodes(draft, selection))}>
            <Trash2 aria-hidden /> Delete
          </Button>
        </div>
      )}
    </>
  );
}

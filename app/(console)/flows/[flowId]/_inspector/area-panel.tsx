'use client';
import { Copy, Frame, StickyNote, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { AREA_COLORS, AREA_KINDS, SMALLEST_AREA } from '@/app/_features/flow/graph/areas';
import type { Area } from '@/app/_features/flow/graph/graph';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { Textarea } from '@/app/_ui/form/textarea';
import { duplicateNodes } from '../_edit/copy-nodes';
import { setAreaField } from '../_edit/edit-areas';
import { removeNodes } from '../_edit/remove-nodes';
import type { Editing } from '../_edit/use-flow-editor';
import { SelectInput } from './_inputs/select-input';
import { useEntry } from './_inputs/use-entry';
import { PanelHead } from './panel-head';

const HEADS = {
  frame: { hint: 'Moves with everything inside it', icon: Frame },
  note: { hint: 'For other editors; people never see it', icon: StickyNote },
};
const COLORS = Object.entries(AREA_COLORS).map(([value, label]) => ({ value, label }));
const LONGEST = { frame: 200, note: 2_000 };

type AreaPanelProps = { editing: Editing; area: Area };

/** The editor of a frame or note. */
export function AreaPanel({ editing, area }: AreaPanelProps) {
  const { editor, readOnly } = editing;
  const { key, kind, text, color } = area;
  const form = useEntry(editing.entered?.key === key ? editing.entered : null);
  const { name, text: textField, label } = AREA_KINDS[kind];
  const { hint, icon: Icon } = HEADS[kind];
  const set = (field: string, value: unknown) =>
    editor.change((draft) => setAreaField(draft, key, field, value), `${key}/${field}`);
  const Text = kind === 'note' ? Textarea : Input;
  return (
    <>
      <PanelHead icon={<Icon aria-hidden className="size-4 text-ink-2" />} title={name} hint={hint}>
        {!readOnly && <AreaActions editing={editing} areaKey={key} />}
      </PanelHead>
      <div ref={form} className="space-y-4 px-4 py-4">
        <Field label={label} error={null}>
          {(props) => (
            <Text
              {...props}
              dir="auto"
              readOnly={readOnly}
              maxLength={LONGEST[kind]}
              value={text}
              onChange={({ target: { value } }) => set(textField, value || undefined)}
              className="text-sm"
            />
          )}
        </Field>
        <SelectInput
          label="Color"
          value={color}
          options={COLORS}
          disabled={readOnly}
          onSelect={(value) => set('color', value)}
        />
        <div className="grid grid-cols-2 gap-2">
          {(['width', 'height'] as const).map((side) => (
            <SideInput
              key={`${key} ${side}`}
              label={side === 'width' ? 'Width' : 'Height'}
              value={area[side]}
              readOnly={readOnly}
              onTake={(value) => set(side, value)}
            />
          ))}
        </div>
      </div>
    </>
  );
}

function AreaActions({ editing: { editor }, areaKey }: { editing: Editing; areaKey: string }) {
  const only = new Set([areaKey]);
  const actions = [
    { name: 'Duplicate', icon: Copy, act: () => editor.insert((draft) => duplicateNodes(draft, only)) },
    { name: 'Delete', icon: Trash2, act: () => editor.change((draft) => removeNodes(draft, only)) },
  ];
  return actions.map(({ name, icon: Icon, act }) => (
    <Button key={name} size="icon-sm" variant="ghost" aria-label={name} title={name} onClick={act}>
      <Icon aria-hidden />
    </Button>
  ));
}

type SideInputProps = { label: string; value: number; readOnly: boolean; onTake: (value: number) => void };

// A number that is not complete yet is not taken.
function SideInput({ label, value, readOnly, onTake }: SideInputProps) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const type = (text: string) => {
    setTyped(text);
    const side = Number(text);
    if (Number.isFinite(side) && side >= SMALLEST_AREA) onTake(Math.round(side));
  };
  return (
    <Field label={label} error={null}>
      {(props) => (
        <Input
          {...props}
          type="number"
          min={SMALLEST_AREA}
          readOnly={readOnly}
          value={typed}
          onChange={({ target }) => type(target.value)}
          onBlur={() => setTyped(String(value))}
          className="tabular h-8 text-sm"
        />
      )}
    </Field>
  );
}

'use client';
import { useEffect, useState } from 'react';
import { type Fields, textIn } from '@/app/_features/flow/graph/read-fields';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { refuseId, renameNode } from '../_edit/edit-node';
import type { Editing } from '../_edit/use-flow-editor';
import { PlainInput } from './_inputs/plain-input';

const LABEL = { type: 'plain', placeholder: 'Shown on the card' } as const;
const NOTE = { type: 'plain', long: true, placeholder: 'For other editors' } as const;

type NodeNamesProps = { editing: Editing; nodeKey: string; node: Fields };

/** The name, id and note of a node. */
export function NodeNames({ editing, nodeKey, node }: NodeNamesProps) {
  return (
    <div className="space-y-2.5 border-t pt-4">
      <div className="grid grid-cols-2 gap-2">
        <PlainInput
          field={{ name: 'label', label: 'Name', optional: true }}
          control={LABEL}
          path={['label']}
          value={node.label}
        />
        <IdInput key={nodeKey} editing={editing} nodeKey={nodeKey} id={textIn(node, 'id')} />
      </div>
      <PlainInput
        field={{ name: 'note', label: 'Note', optional: true }}
        control={NOTE}
        path={['note']}
        value={node.note}
      />
    </div>
  );
}

// Everything that leads to the node follows its id, so a new id is taken only when it is valid and free.
function IdInput({ editing, nodeKey, id }: { editing: Editing; nodeKey: string; id: string }) {
  const { editor, draft, readOnly } = editing;
  const [typed, setTyped] = useState(id);
  useEffect(() => setTyped(id), [id]);
  const refusal = typed === id ? null : refuseId(draft, id, typed);
  const take = () => {
    if (typed === id || refusal) return setTyped(id);
    editor.insert((now) => ({ draft: renameNode(now, nodeKey, typed), keys: [typed] }));
  };
  return (
    <Field label="Id" error={refusal}>
      {(props) => (
        <Input
          {...props}
          readOnly={readOnly}
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={take}
          onKeyDown={(event) => event.key === 'Enter' && take()}
          className="h-8 font-mono text-sm"
        />
      )}
    </Field>
  );
}

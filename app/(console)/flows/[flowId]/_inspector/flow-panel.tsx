'use client';
import { Settings2 } from 'lucide-react';
import { listEntries } from '@/app/_features/flow/graph/list-entries';
import type { Problems } from '../_draft/use-problems';
import { setFlowField } from '../_edit/edit-node';
import type { Editing } from '../_edit/use-flow-editor';
import { FieldList } from './_inputs/field-list';
import { FormProvider } from './_inputs/form-context';
import { SelectInput } from './_inputs/select-input';
import { useEntry } from './_inputs/use-entry';
import { FLOW_FIELDS } from './_specs/flow-fields';
import { PanelHead } from './panel-head';
import { PersonalData } from './personal-data';
import { type Sample, useFormFacts } from './use-form-facts';

type FlowPanelProps = { editing: Editing; problems: Problems; sample: Sample };

/** The settings of the flow itself, shown while no node is selected. */
export function FlowPanel({ editing, problems, sample }: FlowPanelProps) {
  const { editor, draft, readOnly } = editing;
  const form = useEntry(editing.entered?.key === null ? editing.entered : null);
  const facts = useFormFacts({
    draft,
    problems,
    sample,
    readOnly,
    languages: editing.languages,
    base: '',
    set: (path, value, removed) =>
      editor.change((now) => setFlowField(now, path, value, removed), `flow/${path.join('/')}`),
  });
  const keys = listEntries(draft).map(({ key }) => ({ value: key, label: key }));
  return (
    <FormProvider facts={facts}>
      <PanelHead
        icon={<Settings2 aria-hidden className="size-4 text-ink-2" />}
        title="Flow"
        hint="Select a node to edit it"
      />
      <div ref={form} className="space-y-4 px-4 py-4">
        <SelectInput
          label="Start"
          value={typeof draft.start === 'string' ? draft.start : ''}
          options={keys}
          disabled={readOnly}
          onSelect={(key) => editor.change((now) => setFlowField(now, ['start'], key))}
        />
        <FieldList fields={FLOW_FIELDS} path={[]} value={draft} />
        <PersonalData
          places={problems.personalData ?? []}
          onShow={({ nodeId, path }) => editor.enter(nodeId, path.replace(/^\/nodes\/\d+/, ''))}
        />
      </div>
    </FormProvider>
  );
}

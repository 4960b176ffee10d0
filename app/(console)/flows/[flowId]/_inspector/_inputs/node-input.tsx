'use client';
import type { Path } from '../../_edit/set-at';
import { useForm } from './form-context';
import { SelectInput } from './select-input';

/** The id of a node of the flow. */
export function NodeInput({ label, path, value }: { label: string; path: Path; value: unknown }) {
  const { nodeIds, readOnly, set } = useForm();
  return (
    <SelectInput
      label={label}
      value={typeof value === 'string' ? value : ''}
      options={nodeIds.map((id) => ({ value: id, label: id }))}
      disabled={readOnly}
      onSelect={(id) => set(path, id)}
    />
  );
}

'use client';
import { isFields } from '@/app/_features/flow/graph/read-fields';
import { type Path, toPointer } from '../../_edit/set-at';
import { RowsInput } from '../_rows/rows-input';
import { type Control, type Field, isShape, type Shape } from '../_specs/field';
import { CodeInput } from './code-input';
import { ConnectionInput } from './connection-input';
import { DurationInput } from './duration-input';
import { FlowInput } from './flow-input';
import { useForm } from './form-context';
import { JsonInput } from './json-input';
import { ListInput } from './list-input';
import { NodeInput } from './node-input';
import { NumberInput } from './number-input';
import { PlainInput } from './plain-input';
import { RecordInput } from './record-input';
import { SelectInput } from './select-input';
import { SwitchInput, ToggleInput } from './toggle-input';
import { UnionInput } from './union-input';

/** The fields of an object, one below the other. */
export function FieldList({ fields, path, value }: { fields: readonly Field[]; path: Path; value: unknown }) {
  const own = isFields(value) ? value : {};
  const offered = fields.filter(
    ({ name, unless }) => unless === undefined || own[unless] === undefined || own[name] !== undefined,
  );
  return offered.map((field) => (
    // By its path a field is found that a problem is about.
    <div key={field.name} data-path={toPointer([...path, field.name])} className="min-w-0">
      <FieldRow field={field} path={[...path, field.name]} value={own[field.name]} />
    </div>
  ));
}

// An optional value of several parts has a switch first.
function FieldRow({ field, path, value }: { field: Field; path: Path; value: unknown }) {
  const { set, readOnly } = useForm();
  const { control, blank, ...rest } = field;
  if (blank === undefined) return <ControlInput field={rest} control={control} path={path} value={value} />;
  const on = value !== undefined;
  return (
    <div className="space-y-2.5">
      <ToggleInput
        label={field.label}
        hint={field.hint}
        on={on}
        disabled={readOnly}
        onToggle={(next) => set(path, next ? blank : undefined)}
      />
      {on && (
        <div className="space-y-2.5 border-l-2 pl-3">
          <ControlInput field={{ ...rest, hint: undefined }} control={control} path={path} value={value} />
        </div>
      )}
    </div>
  );
}

type ControlInputProps = {
  field: Omit<Field, 'control' | 'hint'> & { hint?: string | undefined };
  control: Control;
  path: Path;
  value: unknown;
};

// A value by its control. Composite controls render their parts through here again, so the recursion stays in this file.
function ControlInput({ field: { hint, ...rest }, control, path, value }: ControlInputProps) {
  const { set, readOnly } = useForm();
  const field = hint === undefined ? rest : { ...rest, hint };
  const place = { field, path, value };
  switch (control.type) {
    case 'expression':
      if (control.rows) return <RowsInput {...place} control={{ ...control, rows: control.rows }} />;
      return <CodeInput {...place} control={control} />;
    case 'template':
      return <CodeInput {...place} control={control} />;
    case 'plain':
    case 'date':
      return <PlainInput {...place} control={control} />;
    case 'number':
      return <NumberInput {...place} control={control} />;
    case 'switch':
      return <SwitchInput {...place} fallback={control.fallback} />;
    case 'select':
      return (
        <SelectInput
          label={field.label}
          value={typeof value === 'string' ? value : (control.fallback ?? '')}
          options={control.options}
          disabled={readOnly}
          onSelect={(next) => set(path, next === control.fallback ? undefined : next)}
        />
      );
    case 'connection':
      return <ConnectionInput {...place} control={control} />;
    case 'node':
      return <NodeInput label={field.label} path={path} value={value} />;
    case 'json':
      return <JsonInput {...place} templates={control.templates} />;
    case 'duration':
      return <DurationInput label={field.label} path={path} value={value} />;
    case 'flow':
      return <FlowInput {...place} />;
    case 'record':
      return (
        <RecordInput
          {...place}
          control={control}
          renderValue={(name, item) => (
            <ControlInput
              field={{ name, label: 'Value' }}
              control={control.value}
              path={[...path, name]}
              value={item}
            />
          )}
        />
      );
    case 'list':
      return (
        <ListInput
          {...place}
          control={control}
          renderItem={(item, { name, ...at }) =>
            isShape(item) ? (
              <ShapeInput shape={item} {...at} />
            ) : (
              <ControlInput field={{ name, label: name }} control={item} {...at} />
            )
          }
        />
      );
    case 'shape':
      return <ShapeInput shape={control.shape} path={path} value={value} />;
  }
}

function ShapeInput({ shape, path, value }: { shape: Shape; path: Path; value: unknown }) {
  if ('fields' in shape) return <FieldList fields={shape.fields} path={path} value={value} />;
  return (
    <UnionInput
      union={shape}
      path={path}
      value={value}
      renderFields={(fields) => <FieldList fields={fields} path={path} value={value} />}
    />
  );
}

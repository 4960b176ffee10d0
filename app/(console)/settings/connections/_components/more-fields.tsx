'use client';
import type { Control } from 'react-hook-form';
import { FieldGroup } from '@/app/_ui/form/field';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { ListEditor } from '@/app/_ui/form/list-editor';
import type { ConnectionFields } from '@/server/services/connection/schema';
import type { Connection } from '../_model/connection';
import type { ConnectionValues } from '../_model/connection-form';

type MoreFieldsProps = {
  control: Control<ConnectionValues, unknown, ConnectionFields>;
  kind: Connection['kind'];
};

const MOST_HEADERS = 20;

/** The default model, the limits and the headers of a connection. */
export function MoreFields({ control, kind }: MoreFieldsProps) {
  return (
    <>
      {kind === 'model' && (
        <FormField
          control={control}
          name="model"
          label="Default model"
          optional
          hint="Asked by nodes that name no model."
        >
          {(field) => <Input {...field} className="font-mono" autoComplete="off" spellCheck={false} />}
        </FormField>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField
          control={control}
          name="timeoutMs"
          label="Timeout in milliseconds"
          optional
          hint="Shortens that of nodes."
        >
          {(field) => <Input {...field} inputMode="numeric" autoComplete="off" />}
        </FormField>
        <FormField
          control={control}
          name="maxBytes"
          label="Largest response in bytes"
          optional
          hint="Default: 1,000,000."
        >
          {(field) => <Input {...field} inputMode="numeric" autoComplete="off" />}
        </FormField>
      </div>
      <FieldGroup
        label="Headers"
        name="headers"
        hint="Sent with every request, and shown here. Credentials belong to the sign-in."
        error={null}
      >
        <ListEditor
          control={control}
          name="headers"
          noun="header"
          max={MOST_HEADERS}
          blank={() => ({ name: '', value: '' })}
        >
          {(index) => (
            <div className="grid gap-2 sm:grid-cols-2">
              <FormField control={control} name={`headers.${index}.name`} label="Header" hideLabel>
                {(field) => <Input {...field} className="font-mono" placeholder="X-Tenant" />}
              </FormField>
              <FormField control={control} name={`headers.${index}.value`} label="Value" hideLabel>
                {(field) => <Input {...field} className="font-mono" placeholder="Value" />}
              </FormField>
            </div>
          )}
        </ListEditor>
      </FieldGroup>
    </>
  );
}

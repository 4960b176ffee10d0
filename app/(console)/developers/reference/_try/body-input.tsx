'use client';
import { Field } from '@/app/_ui/form/field';
import { Textarea } from '@/app/_ui/form/textarea';
import { FORM_TYPE, JSON_TYPE } from '../_model/build-request';
import { isJson } from '../_model/json';
import type { Operation } from '../_model/list-operations';

type BodyInputProps = {
  operation: Operation;
  body: string;
  onBody: (body: string) => void;
  onFile: (file: File | null) => void;
};

/** The request's body: JSON as text, or a file; nothing where the operation takes none. */
export function BodyInput({ operation: { described }, body, onBody, onFile }: BodyInputProps) {
  const { content = {}, required = false } = described.requestBody ?? {};
  if (content[JSON_TYPE])
    return (
      <Field
        label="Body"
        optional={!required}
        error={body.trim() === '' || isJson(body) ? null : 'This is not JSON; it is sent as is.'}
      >
        {(control) => (
          <Textarea
            {...control}
            spellCheck={false}
            value={body}
            onChange={(event) => onBody(event.target.value)}
            className="font-mono text-xs leading-5"
          />
        )}
      </Field>
    );
  if (!content[FORM_TYPE]) return null;
  return (
    <Field label="File" error={null}>
      {(control) => (
        <input
          {...control}
          type="file"
          onChange={(event) => onFile(event.target.files?.[0] ?? null)}
          className="block w-full text-sm file:mr-3 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:py-1.5 file:text-ink"
        />
      )}
    </Field>
  );
}

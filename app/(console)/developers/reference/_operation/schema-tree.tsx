'use client';
import { ChevronRight } from 'lucide-react';
import type { OpenApi, Schema } from '../_model/openapi';
import { listParts, listRules, nameType, resolve, type SchemaRow } from '../_model/schemas';

const OPEN_DEPTH = 1;
const MOST_DEPTH = 8;

type SchemaTreeProps = { document: OpenApi; rows: readonly SchemaRow[]; depth?: number };

/** Fields with their types, constraints and descriptions; nested ones collapse. */
export function SchemaTree({ document, rows, depth = 0 }: SchemaTreeProps) {
  return (
    <ul className="divide-y">
      {rows.map((row) => (
        <li key={row.name} className="py-2">
          <Field document={document} row={row} depth={depth} />
        </li>
      ))}
    </ul>
  );
}

type FieldProps = { document: OpenApi; row: SchemaRow; depth: number };

function Field({ document, row, depth }: FieldProps) {
  const parts = depth < MOST_DEPTH ? listParts(document, row.schema) : [];
  const { schema } = resolve(document, row.schema);
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-2 text-xs">
        <code className="font-medium font-mono">{row.name}</code>
        <span className="text-ink-2">{nameType(document, row.schema)}</span>
        {row.required && <span className="text-waiting">required</span>}
        {schema.deprecated && <span className="text-failed">deprecated</span>}
      </div>
      {schema.description && <p className="mt-0.5 max-w-prose text-sm">{schema.description}</p>}
      <Facts schema={schema} />
      {parts.length > 0 && (
        <details open={depth < OPEN_DEPTH} className="mt-1 [&[open]>summary_svg]:rotate-90">
          <summary className="flex w-fit cursor-pointer list-none items-center gap-1 rounded-sm text-ink-2 text-xs hover:text-ink [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden className="size-3" />
            {`${String(parts.length)} ${parts.length === 1 ? 'field' : 'fields'}`}
            <span className="sr-only">of {row.name}</span>
          </summary>
          <div className="ml-1.5 border-l pl-4">
            <SchemaTree document={document} rows={parts} depth={depth + 1} />
          </div>
        </details>
      )}
    </>
  );
}

function Facts({ schema }: { schema: Schema }) {
  const rules = listRules(schema);
  const choices = schema.enum?.map((value) => JSON.stringify(value)) ?? [];
  const example = schema.example ?? schema.examples?.[0];
  if (rules.length === 0 && choices.length === 0 && example === undefined) return null;
  return (
    <p className="mt-0.5 text-ink-2 text-xs [overflow-wrap:anywhere]">
      {[
        rules.join(', '),
        choices.length > 0 && `one of ${choices.join(', ')}`,
        example !== undefined && `e.g. ${typeof example === 'string' ? example : JSON.stringify(example)}`,
      ]
        .filter(Boolean)
        .join('; ')}
    </p>
  );
}

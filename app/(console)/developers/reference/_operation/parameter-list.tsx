import type { OpenApi, Parameter } from '../_model/openapi';
import { SchemaTree } from './schema-tree';

type ParameterListProps = { title: string; document: OpenApi; parameters: readonly Parameter[] };

/** The parameters of one part of the request. */
export function ParameterList({ title, document, parameters }: ParameterListProps) {
  if (parameters.length === 0) return null;
  const rows = parameters.map(({ name, required = false, description, example, schema }) => ({
    name,
    required,
    schema: { ...schema, ...(description && { description }), ...(example !== undefined && { example }) },
  }));
  return (
    <section aria-label={title} className="space-y-2">
      <h2 className="font-semibold text-base">{title}</h2>
      <div className="rounded-lg border bg-surface px-4">
        <SchemaTree document={document} rows={rows} />
      </div>
    </section>
  );
}

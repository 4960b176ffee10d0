import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/app/_ui/list/tabs';
import { CodeBlock } from '@/app/_ui/value/code-block';
import type { OpenApi, Schema } from '../_model/openapi';
import { listParts, nameType, resolve } from '../_model/schemas';
import { toExample } from '../_model/to-example';
import { SchemaTree } from './schema-tree';

type SchemaBlockProps = { label: string; document: OpenApi; schema: Schema };

/** A body: its fields as a tree, and an example. */
export function SchemaBlock({ label, document, schema }: SchemaBlockProps) {
  const rows = listParts(document, schema);
  const { description } = resolve(document, schema).schema;
  return (
    <Tabs defaultValue="fields" className="overflow-hidden rounded-lg border bg-surface">
      <TabsList aria-label={`Views of ${label}`} className="h-9 bg-canvas px-4">
        <TabsTrigger value="fields">Fields</TabsTrigger>
        <TabsTrigger value="example">Example</TabsTrigger>
      </TabsList>
      <TabsContent value="fields" className="px-4">
        <p className="pt-2 text-ink-2 text-xs">
          {nameType(document, schema)}
          {description && `: ${description}`}
        </p>
        {rows.length > 0 ? <SchemaTree document={document} rows={rows} /> : <div className="h-2" />}
      </TabsContent>
      <TabsContent value="example">
        <CodeBlock
          label={`Example of ${label}`}
          code={JSON.stringify(toExample(document, schema), null, 2)}
          className="max-h-120 overflow-y-auto rounded-none border-0"
        />
      </TabsContent>
    </Tabs>
  );
}

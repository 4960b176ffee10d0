import type { OpenApi } from './openapi';
import { toSchemaName } from './schemas';

/** The part of a document that a value refers to: the schemas that it names, and those that they name. */
export function pickSchemas(document: OpenApi, value: unknown): OpenApi {
  const { schemas = {} } = document.components ?? {};
  const picked = new Set<string>();
  const add = (part: unknown) => {
    for (const name of listReferences(part)) {
      if (picked.has(name)) continue;
      picked.add(name);
      add(schemas[name]);
    }
  };
  add(value);
  const kept = Object.entries(schemas).filter(([name]) => picked.has(name));
  return { info: document.info, paths: {}, components: { schemas: Object.fromEntries(kept) } };
}

function listReferences(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) =>
    key === '$ref' && typeof part === 'string' ? [toSchemaName(part)] : listReferences(part),
  );
}

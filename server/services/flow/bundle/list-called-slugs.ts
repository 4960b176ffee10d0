import { isJsonObject, type JsonObject } from '@/server/shared/json';

/** Lists the slugs of the flows that a definition calls, also one that is not valid. */
export function listCalledSlugs({ nodes }: JsonObject): string[] {
  if (!Array.isArray(nodes)) return [];
  const slugs = nodes.flatMap((node) =>
    isJsonObject(node) && node.kind === 'subflow' && typeof node.flow === 'string' ? [node.flow] : [],
  );
  return [...new Set(slugs)];
}

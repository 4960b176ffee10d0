import { SELF_FLOW } from '@/server/engine/definition/self-flow';
import type { JsonObject } from '@/server/shared/json';
import { listCallPlaces } from '../version/list-call-places';

/** Lists the slugs of the other flows that a definition calls or goes to, also one that is not valid. */
export function listCalledSlugs(definition: JsonObject): string[] {
  const slugs = listCallPlaces(definition).map(({ flow }) => flow);
  return [...new Set(slugs)].filter((slug) => slug !== SELF_FLOW);
}

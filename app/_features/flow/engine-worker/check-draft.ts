import type { NodeKind } from '@/server/engine/definition/node';
import { NODES } from '@/server/engine/nodes';
import { validateFlow } from '@/server/engine/validate';
import type { DraftCheck } from '../engine/engine-tasks';
import { listEntries } from '../graph/list-entries';
import { type Fields, textIn } from '../graph/read-fields';
import { locateProblems } from '../json/locate-problems';
import { parseDraft } from '../json/parse-draft';

/** Checks the text of a draft as the server does, except for what depends on other flows. Empty for a text that is not JSON. */
export function checkDraft(text: string): DraftCheck {
  const parsed = parseDraft(text);
  if (!parsed.ok) return { problems: [], assigns: new Map() };
  const { draft } = parsed;
  return {
    problems: locateProblems(text, validateFlow(draft).problems),
    assigns: new Map(listEntries(draft).map(({ key, node }) => [key, listAssigned(node)])),
  };
}

// Nodes that are not valid yet count as well: the variables that they name are known already.
function listAssigned(node: Fields): string[] {
  const kind = textIn(node, 'kind');
  if (!Object.hasOwn(NODES, kind)) return [];
  try {
    const names: unknown[] = NODES[kind as NodeKind].assigns?.(node as never) ?? [];
    return names.filter((name): name is string => typeof name === 'string' && name !== '');
  } catch {
    return [];
  }
}

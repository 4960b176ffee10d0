import { listEntries } from '@/app/_features/flow/graph/list-entries';
import { wiresOf } from '@/app/_features/flow/graph/node-exits';
import { fieldsIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { mapAreas } from './map-areas';
import { mapNodes } from './map-nodes';

/** Removes nodes and the wires that lead to them, frames and notes. A removed start is replaced by its successor, or else by the first node. */
export function removeNodes(draft: Draft, keys: ReadonlySet<string>): Draft {
  if (keys.size === 0) return draft;
  const left = mapNodes(draft, (node, key) => {
    if (keys.has(key)) return null;
    const wires = Object.entries(fieldsIn(node, 'exits')).filter(([, target]) => !keys.has(String(target)));
    return wiresOf(node).some(([, target]) => keys.has(target))
      ? { ...node, exits: Object.fromEntries(wires) }
      : node;
  });
  const kept = mapAreas(left, (fields, key) => (keys.has(key) ? null : fields));
  const start = String(draft.start ?? '');
  return keys.has(start) ? { ...kept, start: findNextStart(draft, start, keys) ?? start } : kept;
}

function findNextStart(draft: Draft, start: string, gone: ReadonlySet<string>): string | undefined {
  const entries = listEntries(draft);
  const old = entries.find(({ key }) => key === start);
  const left = entries.map(({ key }) => key).filter((key) => !gone.has(key));
  const next = old && wiresOf(old.node).find(([, target]) => left.includes(target));
  return next?.[1] ?? left[0];
}

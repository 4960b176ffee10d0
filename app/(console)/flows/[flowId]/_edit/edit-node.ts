import { listIds } from '@/app/_features/flow/graph/list-entries';
import { wiresOf } from '@/app/_features/flow/graph/node-exits';
import { SELF_FLOW } from '@/app/_features/flow/graph/own-entry';
import { type Fields, fieldsIn, listIn } from '@/app/_features/flow/graph/read-fields';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { carryExits } from './carry-exits';
import { followLabel } from './follow-label';
import { mapNode, mapNodes } from './map-nodes';
import { type Path, setAt } from './set-at';

/** Sets a field of a node of a draft, and removes others. */
export function setNodeField(
  draft: Draft,
  key: string,
  path: Path,
  value: unknown,
  removed: readonly Path[] = [],
): Draft {
  return mapNode(draft, key, (node) =>
    removed.reduce((now, other) => setField(now, other, undefined), setField(node, path, value)),
  );
}

/** Sets a field of a node; undefined removes it. Wires follow the exits that the field defines, and values of choices their labels. */
export function setField(node: Fields, path: Path, value: unknown): Fields {
  return carryExits(node, followLabel(node, setAt(node, path, value) as Fields, path));
}

/** Sets a field of the flow itself, and removes others; undefined removes it as well. */
export function setFlowField(draft: Draft, path: Path, value: unknown, removed: readonly Path[] = []): Draft {
  const set = setAt(draft, path, value);
  return removed.reduce((now, other) => setAt(now, other, undefined), set) as Draft;
}

/** The reason why a node cannot have an id; null when it can. */
export function refuseId(draft: Draft, current: string, id: string): string | null {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) return 'Use 1 to 64 letters, digits, _ or -.';
  return id !== current && listIds(draft).has(id) ? 'Another node has this id.' : null;
}

/** Changes the id of a node, and everything that leads to it. */
export function renameNode(draft: Draft, key: string, id: string): Draft {
  if (key === id) return draft;
  const renamed = mapNodes(draft, (node, own) => {
    const wires = wiresOf(node).filter(([, target]) => target === key);
    const exits = { ...fieldsIn(node, 'exits'), ...Object.fromEntries(wires.map(([name]) => [name, id])) };
    const wired = wires.length === 0 ? node : { ...node, exits };
    const led = wired.node === key && wired.flow === SELF_FLOW ? { ...wired, node: id } : wired;
    return own === key ? { ...led, id } : led;
  });
  const handlers = listIn(renamed, 'handlers').map((one) => (one.to === key ? { ...one, to: id } : one));
  const led = renamed.handlers === undefined ? renamed : { ...renamed, handlers };
  return led.start === key ? { ...led, start: id } : led;
}

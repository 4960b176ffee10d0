/** A directed graph; every target is a key. */
export type Graph = ReadonlyMap<string, readonly string[]>;

type Visit = { id: string; next: number };

/**
 * The strongly connected components that contain a cycle, by Tarjan's algorithm without recursion, in linear
 * time.
 */
export function findCyclicParts(graph: Graph): string[][] {
  const search = { order: new Map<string, number>(), low: new Map<string, number>(), open: [] as string[] };
  const inOpen = new Set<string>();
  const parts: string[][] = [];
  for (const root of graph.keys()) {
    if (search.order.has(root)) continue;
    const path: Visit[] = [enter(root)];
    while (path.length > 0) step(path);
  }
  return parts.filter((part) => part.length > 1 || graph.get(part[0] ?? '')?.includes(part[0] ?? ''));

  function enter(id: string): Visit {
    search.low.set(id, search.order.size);
    search.order.set(id, search.order.size);
    search.open.push(id);
    inOpen.add(id);
    return { id, next: 0 };
  }

  function step(path: Visit[]): void {
    const visit = path.at(-1);
    if (!visit) return;
    const target = graph.get(visit.id)?.[visit.next++];
    if (target === undefined) {
      path.pop();
      leave(visit.id, path.at(-1)?.id);
    } else if (!search.order.has(target)) path.push(enter(target));
    else if (inOpen.has(target)) lower(visit.id, search.order.get(target));
  }

  function leave(id: string, parent: string | undefined): void {
    if (parent !== undefined) lower(parent, search.low.get(id));
    if (search.low.get(id) !== search.order.get(id)) return;
    const part = search.open.splice(search.open.lastIndexOf(id));
    for (const member of part) inOpen.delete(member);
    parts.push(part);
  }

  function lower(id: string, to: number | undefined): void {
    if (to !== undefined && to < (search.low.get(id) ?? Number.POSITIVE_INFINITY)) search.low.set(id, to);
  }
}

/** A shortest cycle from a node to itself within `part`, starting with that node. */
export function findCycleThrough(graph: Graph, start: string, part: ReadonlySet<string>): string[] | null {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const id of queue) {
    for (const target of graph.get(id) ?? []) {
      if (target === start) return traceBack(id, start, cameFrom);
      if (!part.has(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, id);
      queue.push(target);
    }
  }
  return null;
}

function traceBack(last: string, start: string, cameFrom: ReadonlyMap<string, string>): string[] {
  const cycle = [last];
  for (let id = last; id !== start; ) {
    id = cameFrom.get(id) ?? start;
    cycle.push(id);
  }
  return cycle.reverse();
}

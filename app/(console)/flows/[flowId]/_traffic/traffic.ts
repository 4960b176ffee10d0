import type { NodeLook } from '@/app/_features/flow/canvas/canvas-looks';
import type { Graph } from '@/app/_features/flow/graph/graph';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';

export type Coverage = RouterOutputs['coverage']['get'];
export type Counts = Pick<Coverage, 'sessions' | 'stopped' | 'lastAt'>;
/** The counts of nodes and exits by place: `<node>` or `<node>:<exit>`. */
export type Traffic = ReadonlyMap<string, Counts>;

const NONE: Counts = { sessions: 0, stopped: 0, lastAt: null };

/** Looks up the counts of coverage by place. */
export function toTraffic({ nodes }: Coverage): Traffic {
  return new Map(
    nodes.flatMap(({ node, exits, ...own }) => [
      [node, own] as const,
      ...exits.map(({ exit, ...counts }) => [toPlace(node, exit), counts] as const),
    ]),
  );
}

export function countsOf(traffic: Traffic, place: string): Counts {
  return traffic.get(place) ?? NONE;
}

/** Names an exit as a place. */
export function toPlace(node: string, exit: string): string {
  return `${node}:${exit}`;
}

/** The share of sessions that stopped from which a node is marked, and how many there must be at least. */
const MARKED_SHARE = 0.1;
const MARKED_SESSIONS = 2;

/** Tells whether many of the sessions that passed a place stopped there. */
export function isDropOff({ sessions, stopped }: Counts): boolean {
  return stopped >= MARKED_SESSIONS && stopped >= sessions * MARKED_SHARE;
}

/** The look of each card of a version with its traffic. */
export function toTrafficLooks(graph: Graph, traffic: Traffic, first: string | null): Map<string, NodeLook> {
  return new Map(
    graph.nodes.map(({ key, card }) => {
      const counts = countsOf(traffic, key);
      const exits = card.ports.map(
        ({ name }) => [name, countsOf(traffic, toPlace(key, name)).sessions] as const,
      );
      return [
        key,
        {
          start: key === graph.start,
          current: first !== null && first.split(':')[0] === key,
          traffic: { ...counts, isDropOff: isDropOff(counts), exits: Object.fromEntries(exits) },
        },
      ];
    }),
  );
}

const WIDEST = 5;

/** The width of the wire of an exit, 0 for an exit that nobody took, else 1 to 5 by its share of all sessions. */
export function toWidth(sessions: number, total: number): number {
  if (sessions === 0 || total === 0) return 0;
  return Math.max(1, Math.ceil((sessions / total) * WIDEST));
}

/** A number of sessions with its noun. */
export function sayCount(count: number): string {
  return count === 1 ? '1 session' : `${count.toLocaleString('en')} sessions`;
}

/** A part of a number as a percentage, such as "23 %"; less than one percent is named so. */
export function sayShare(part: number, all: number): string {
  if (all === 0) return '–';
  const percent = (part / all) * 100;
  if (part > 0 && percent < 1) return '<1 %';
  if (part < all && percent > 99) return '>99 %';
  return `${String(Math.round(percent))} %`;
}

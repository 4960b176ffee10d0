import { listPlaceCounts, type PlaceCount } from '@/server/db/coverage/read';
import type { ServiceContext } from '../context';
import { toObject } from '../flow/internal';
import { type CoverageQuery, readCoverageQuery } from './coverage-query';

/** Sessions that passed something, those that stopped there, and when it was passed last at any time; null for never. */
export type Traffic = { sessions: number; stopped: number; lastAt: Date | null };
type ExitTraffic = Traffic & { exit: string };
/** `node` is the id of the node, in a called flow with its slug and a slash before it. */
type NodeTraffic = Traffic & { node: string; exits: ExitTraffic[] };

/** The sessions that began on a version in a period, and where they went. */
export type CoverageView = Traffic & {
  version: number | null;
  /** The period in complete hours. */
  from: Date;
  to: Date;
  silentMinutes: number;
  nodes: NodeTraffic[];
};

/**
 * Counts the sessions that began on a version in a period, by the nodes and exits that they passed and where they stopped, each
 * session once. Nodes of the flow come in its order, then those of called flows that were passed. Exits are those that were ever
 * taken. Test sessions are left out. Throws not_found and invalid_request.
 */
export async function getCoverage(ctx: ServiceContext, query: CoverageQuery): Promise<CoverageView> {
  const { span, version, silentMinutes } = await readCoverageQuery(ctx, query);
  const counts = await listPlaceCounts(ctx.db, span);
  const total = counts.find(({ place }) => place === '');
  return {
    version: version.number,
    from: span.from,
    to: span.to,
    silentMinutes,
    ...toTraffic(total),
    nodes: toNodes(
      listNodeIds(version.definition),
      counts.filter(({ place }) => place !== ''),
    ),
  };
}

function toTraffic(count: PlaceCount | undefined): Traffic {
  return { sessions: count?.sessions ?? 0, stopped: count?.stopped ?? 0, lastAt: count?.lastAt ?? null };
}

function listNodeIds(definition: Parameters<typeof toObject>[0]): string[] {
  const { nodes } = toObject(definition);
  if (!Array.isArray(nodes)) return [];
  return nodes.map(toObject).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}

function toNodes(ids: readonly string[], counts: readonly PlaceCount[]): NodeTraffic[] {
  const nodes = new Map<string, NodeTraffic>(ids.map((id) => [id, toNode(id, undefined)]));
  for (const count of counts)
    if (!count.place.includes(':')) nodes.set(count.place, toNode(count.place, count));
  for (const count of counts) {
    const colon = count.place.indexOf(':');
    if (colon < 0) continue;
    const exit = { exit: count.place.slice(colon + 1), ...toTraffic(count) };
    nodes.get(count.place.slice(0, colon))?.exits.push(exit);
  }
  for (const { exits } of nodes.values()) exits.sort((a, b) => b.sessions - a.sessions);
  return [...nodes.values()];
}

function toNode(node: string, count: PlaceCount | undefined): NodeTraffic {
  return { node, ...toTraffic(count), exits: [] };
}

import type { ConnectionKind } from '@/server/shared/connection-name';
import type { FlowDefinition } from '../../definition';
import { errorAt, type Problem } from '../../definition/problem';

/** A connection that a call of a flow names; `path` is a JSON pointer into the definition. */
export type ConnectionUse = { name: string; kind: ConnectionKind; nodeId: string; path: string };

/** A connection of the organization. */
export type KnownConnection = { name: string; kind: ConnectionKind };

/** Lists the connections that the calls of a flow name. */
export function listConnectionUses({ nodes }: FlowDefinition): ConnectionUse[] {
  return nodes.flatMap((node, index) => {
    const use = (name: string | undefined, kind: ConnectionKind, path: string): ConnectionUse[] =>
      name === undefined ? [] : [{ name, kind, nodeId: node.id, path: `/nodes/${index}${path}` }];
    if (node.kind === 'http') return use(node.connection, 'http', '/connection');
    if (node.kind !== 'ai') return [];
    return [
      ...use(node.connection, 'model', '/connection'),
      ...use(node.fallback?.connection, 'model', '/fallback/connection'),
    ];
  });
}

/** Reports connections that do not exist, and those of another kind. */
export function checkKnownConnections(
  uses: readonly ConnectionUse[],
  connections: readonly KnownConnection[],
): Problem[] {
  const known = new Map(connections.map(({ name, kind }) => [name, kind]));
  return uses.flatMap(({ name, kind, nodeId, path }) => {
    const found = known.get(name);
    if (found === kind) return [];
    return found === undefined
      ? [errorAt('unknown_connection', nodeId, path, explainUnknown(name))]
      : [errorAt('connection_kind', nodeId, path, explainKind(name, kind))];
  });
}

function explainUnknown(name: string): string {
  return `There is no connection ${name}. Add it under Settings, Connections, or choose another one.`;
}

function explainKind(name: string, wanted: ConnectionKind): string {
  return wanted === 'model'
    ? `The connection ${name} leads to an HTTP service. Choose a connection to a model.`
    : `The connection ${name} leads to a model. Choose a connection to an HTTP service.`;
}

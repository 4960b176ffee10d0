import { listMoves, type MoveTurn } from '@/server/db/session/move';
import { listLastSettings } from '@/server/db/session/settings';
import type { JsonObject } from '@/server/engine/json';
import { isJsonObject } from '@/server/shared/json';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from './require-session';

/** The version that a session ran on after a turn, and its variables then. */
export type SessionThen = { versionId: string; variables: JsonObject };

/** Returns the version and the variables of a session as they were after turn `turnNo`, 0 before its first. Throws not_found. */
export async function getSessionAt(
  ctx: ServiceContext,
  { sessionId, turnNo }: { sessionId: string; turnNo: number },
): Promise<SessionThen> {
  const orgId = requireScope(ctx, 'sessions:read');
  const session = await requireSession(ctx, { orgId, sessionId });
  const [settings, moves] = await Promise.all([
    listLastSettings(ctx.db, { orgId, sessionId, lastTurn: turnNo }),
    listMoves(ctx.db, { orgId, sessionId }),
  ]);
  const moved = moves.filter(({ no }) => no <= turnNo).flatMap(toSettings);
  const inOrder = [...settings, ...moved].sort((a, b) => a.no - b.no);
  const next = moves.find(({ no }) => no > turnNo);
  return {
    versionId: (next && versionBefore(next)) ?? session.versionId,
    variables: Object.fromEntries(inOrder.map(({ name, value }) => [name, value])),
  };
}

// A move is in no event; its trace has complete values.
function toSettings({ no, trace }: MoveTurn) {
  const changes = trace.steps.flatMap(({ changed }) => changed ?? []);
  return changes.map(({ name, after }) => ({ no, name, value: after }));
}

function versionBefore({ event }: MoveTurn): string | null {
  const from = isJsonObject(event) ? event.from : null;
  return isJsonObject(from) && typeof from.id === 'string' ? from.id : null;
}

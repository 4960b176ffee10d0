import { findEffectHolder } from '@/server/db/effect/store';
import type { SessionRow } from '@/server/db/session/row';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { describeTarget } from '../session/turn/mask-turn';
import { findHeldCall } from './find-held-call';
import { type ForkFacts, findForkFacts } from './fork-facts';
import { HELD_BY } from './held-calls';

/** The call that a fork waits for; `isMade` once its author let it be made. */
type AskedCall = {
  key: string;
  node: string;
  method: string;
  url: string;
  isMade: boolean;
  /** The session that the fork continues has an answer, which is used in a moment. */
  isRecorded: boolean;
};

export type ForkView = ForkFacts & { call: AskedCall | null };

/** Returns what a fork continues, and the call that it waits for. Throws not_found for a session that is none. */
export async function getFork(ctx: ServiceContext, { sessionId }: { sessionId: string }): Promise<ForkView> {
  const orgId = requireScope(ctx, 'sessions:read');
  const row = await requireSession(ctx, { orgId, sessionId });
  return { ...requireFork(row), call: await readCall(ctx, row) };
}

/** Returns what a fork continues; throws not_found for a session that is none. */
export function requireFork(row: SessionRow): ForkFacts {
  const facts = findForkFacts(row);
  if (facts) return facts;
  throw domainError('not_found', { thing: 'session', id: row.id });
}

async function readCall(ctx: ServiceContext, row: SessionRow): Promise<AskedCall | null> {
  const call = row.finishedAt ? null : await findHeldCall(ctx, row);
  if (!call) return null;
  const { key, node, request, answer } = call;
  const holder = await findEffectHolder(ctx.db, { orgId: row.orgId, sessionId: row.id, key });
  if (holder === null) return null;
  const url = describeTarget(request);
  return { key, node, method: request.method, url, isMade: holder !== HELD_BY, isRecorded: answer !== null };
}

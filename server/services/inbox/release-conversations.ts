/*
 * inbox/nobody-is-lost: a running conversation is assigned to somebody who may answer, or it waits in the queue.
 * - The transaction that removes this permission also records the release (insertRelease), so a crash loses nothing.
 * - Each conversation returns to the queue by a turn of its own. A concurrent turn either commits first, and then
 *   this one is computed again, or it fails: neither can restore the old assignee.
 * - Conversations taken by requests accepted before are found by later runs, until GRACE_MS have passed.
 */

import {
  type AssigneeRelease,
  deleteAssigneeRelease,
  listAssignedSessionIds,
  listAssigneeReleases,
} from '@/server/db/assignee-release/store';
import { findMember } from '@/server/db/member/store';
import type { SessionRow } from '@/server/db/session/row';
import { ROLE_SCOPES } from '@/server/shared/scopes';
import type { BaseContext, Platform } from '../context';
import { advanceSession } from '../session/turn/advance-session';
import type { TurnStep } from '../session/turn/turn-step';

/** Longer than any request that was accepted with the permission. */
const GRACE_MS = 15 * 60_000;
const PEOPLE_AT_ONCE = 50;

/** Releases up to `limit` conversations of people who may no longer answer; returns how many it released. */
export async function releaseConversations(
  platform: Platform,
  { limit }: { limit: number },
): Promise<number> {
  let released = 0;
  const overBefore = new Date(platform.clock.now() - GRACE_MS);
  for (const due of await listAssigneeReleases(platform.db, { overBefore, limit: PEOPLE_AT_ONCE })) {
    if (released >= limit) return released;
    released += await releaseDue(platform, due, limit - released);
  }
  return released;
}

async function releaseDue(platform: Platform, due: AssigneeRelease, limit: number): Promise<number> {
  if (await mayAnswer(platform, due)) {
    await deleteAssigneeRelease(platform.db, due);
    return 0;
  }
  const { found, released } = await releaseBatch(platform, due, limit);
  const isOver = platform.clock.now() - due.since.getTime() >= GRACE_MS;
  if (found === 0 && isOver) await deleteAssigneeRelease(platform.db, due);
  return released;
}

// A person who was invited again, or got another role, keeps the conversations taken since.
async function mayAnswer(
  { db }: Platform,
  { orgId, userId }: Pick<AssigneeRelease, 'orgId' | 'userId'>,
): Promise<boolean> {
  const member = await findMember(db, { orgId, userId });
  return member !== null && ROLE_SCOPES[member.role].includes('sessions:write');
}

/** Returns up to `limit` conversations of one person to the queue. */
export async function releaseBatch(
  ctx: BaseContext,
  { orgId, userId }: Pick<AssigneeRelease, 'orgId' | 'userId'>,
  limit: number,
): Promise<{ found: number; released: number }> {
  const sessionIds = await listAssignedSessionIds(ctx.db, { orgId, userId, limit });
  let released = 0;
  for (const sessionId of sessionIds)
    released += (await tryRelease(ctx, { orgId, userId, sessionId })) ? 1 : 0;
  return { found: sessionIds.length, released };
}

type Assigned = { orgId: string; userId: string; sessionId: string };

async function tryRelease(ctx: BaseContext, { orgId, userId, sessionId }: Assigned): Promise<boolean> {
  const event = { type: 'assignee.released' as const, at: ctx.clock.now() };
  const step: TurnStep = { event, assigneeId: null, waiting: true };
  const steps = (row: SessionRow) => (row.assigneeId === userId ? [step] : []);
  try {
    await advanceSession(ctx, { orgId, sessionId, steps });
    return true;
  } catch (err) {
    ctx.log.error({ err, orgId, sessionId }, 'conversation not released, will retry');
    return false;
  }
}

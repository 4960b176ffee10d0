import { listEventTriggers } from '@/server/db/flow-trigger/store';
import type { Platform } from '../context';

/** The published flows of an organization that an event starts, the oldest first. */
export async function findEventFlows(
  { db }: Platform,
  orgId: string,
  name: string,
): Promise<{ flowId: string; versionId: string }[]> {
  return listEventTriggers(db, { orgId, name });
}

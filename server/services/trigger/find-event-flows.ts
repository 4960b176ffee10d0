import { listEventTriggers } from '@/server/db/flow-trigger/store';
import type { Platform } from '../context';

/** Lists the organization's published flows that an event triggers, oldest first. */
export async function findEventFlows(
  { db }: Platform,
  orgId: string,
  name: string,
): Promise<{ flowId: string; versionId: string }[]> {
  return listEventTriggers(db, { orgId, name });
}

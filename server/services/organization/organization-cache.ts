import { LRUCache } from 'lru-cache';
import type { Db } from '@/server/db/connection/transaction';
import { findStartColumns } from '@/server/db/organization/store';
import type { StoredEnvironments } from '@/server/db/organization/stored-environments';
import type { JsonObject } from '@/server/engine/json';
import type { RegionalDefaults } from '@/server/engine/locale/regional';
import type { Clock } from '@/server/gateways/clock';
import { toRegionalDefaults } from './regional-defaults';

/** Settings of organizations as of at most 2 s ago; changes of this process are visible at once. */
export type OrganizationCache = {
  /** Returns what sessions without a channel start with; a channel has it among its facts. */
  getStart(orgId: string): Promise<SessionStart>;
  /** Must be called after every change of an organization's settings. */
  invalidate(): void;
};

/** The regional settings of sessions that name none, the configuration values, and the environments besides production. */
type SessionStart = { defaults: RegionalDefaults; config: JsonObject; environments: StoredEnvironments };

const NO_START: SessionStart = { defaults: {}, config: {}, environments: {} };
const TTL_MS = 2_000;
const MAX_ENTRIES = 10_000;

type Entry = { start: Promise<SessionStart>; until: number };

/** Creates an empty cache; concurrent callers share one read. */
export function createOrganizationCache(db: Db, clock: Clock): OrganizationCache {
  const entries = new LRUCache<string, Entry>({ max: MAX_ENTRIES });

  const getStart = (orgId: string): Promise<SessionStart> => {
    const known = entries.get(orgId);
    if (known && known.until > clock.now()) return known.start;
    const start = readStart(db, orgId);
    const entry = { start, until: clock.now() + TTL_MS };
    entries.set(orgId, entry);
    start.catch(() => entries.get(orgId) === entry && entries.delete(orgId));
    return start;
  };

  return { getStart, invalidate: () => entries.clear() };
}

async function readStart(db: Db, orgId: string): Promise<SessionStart> {
  const row = await findStartColumns(db, { orgId });
  if (!row) return NO_START;
  const { config, environments } = row;
  return { defaults: toRegionalDefaults(row), config: config ?? {}, environments: environments ?? {} };
}

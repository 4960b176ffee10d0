import { LRUCache } from 'lru-cache';
import type { Db } from '@/server/db/connection/transaction';
import { findRegionalColumns } from '@/server/db/organization/store';
import type { RegionalDefaults } from '@/server/engine/locale/regional';
import type { Clock } from '@/server/gateways/clock';
import { toRegionalDefaults } from './regional-defaults';

/** Settings of organizations as of at most 2 s ago; changes of this process are visible at once. */
export type OrganizationCache = {
  /** Returns the regional defaults of sessions without a channel; those of a channel are among its facts. */
  getDefaults(orgId: string): Promise<RegionalDefaults>;
  /** Must be called after every change of an organization's settings. */
  invalidate(): void;
};

const TTL_MS = 2_000;
const MAX_ENTRIES = 10_000;

type Entry = { defaults: Promise<RegionalDefaults>; until: number };

/** Creates an empty cache; concurrent callers share one read. */
export function createOrganizationCache(db: Db, clock: Clock): OrganizationCache {
  const entries = new LRUCache<string, Entry>({ max: MAX_ENTRIES });

  const getDefaults = (orgId: string): Promise<RegionalDefaults> => {
    const known = entries.get(orgId);
    if (known && known.until > clock.now()) return known.defaults;
    const defaults = findRegionalColumns(db, { orgId }).then((row) => (row ? toRegionalDefaults(row) : {}));
    const entry = { defaults, until: clock.now() + TTL_MS };
    entries.set(orgId, entry);
    defaults.catch(() => entries.get(orgId) === entry && entries.delete(orgId));
    return defaults;
  };

  return { getDefaults, invalidate: () => entries.clear() };
}

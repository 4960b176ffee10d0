import type { Db } from '@/server/db/connection/transaction';
import { listPins, type PinRow } from '@/server/db/flow-version/pins';

/** Reads what versions are pinned to, and what those are pinned to, by their ids. */
export async function readPins(
  db: Db,
  orgId: string,
  versionIds: readonly string[],
): Promise<Map<string, PinRow>> {
  const pins = new Map<string, PinRow>();
  let wanted = [...new Set(versionIds)];
  while (wanted.length > 0) {
    const rows = await listPins(db, { orgId, versionIds: wanted });
    for (const row of rows) pins.set(row.id, row);
    const next = new Set(rows.flatMap(({ links }) => Object.values(links)));
    wanted = [...next].filter((id) => !pins.has(id));
  }
  return pins;
}

/**
 * Lists the versions of the set that a version was published in: those that lead back to it. A version that leads back to none
 * is not in a set, and the list is empty.
 */
export async function listSetVersions(
  db: Db,
  orgId: string,
  { versionId, links }: { versionId: string; links: Readonly<Record<string, string>> },
): Promise<string[]> {
  if (Object.keys(links).length === 0) return [];
  const pins = await readPins(db, orgId, [versionId]);
  const callers = new Map<string, string[]>();
  for (const { id, links: own } of pins.values())
    for (const linked of Object.values(own)) callers.set(linked, [...(callers.get(linked) ?? []), id]);
  const set = new Set(callers.get(versionId));
  for (const id of set) for (const caller of callers.get(id) ?? []) set.add(caller);
  return set.has(versionId) ? [...set].sort() : [];
}

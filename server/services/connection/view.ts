import type { UsingFlow } from '@/server/db/flow/using-flows';
import type { ConnectionRow } from '@/server/db/service-connection/store';
import type { StoredAuth } from '@/server/db/service-connection/stored-auth';

/** A connection as it was set, without its credential. */
export type ConnectionFacts = Pick<
  ConnectionRow,
  'name' | 'kind' | 'address' | 'headers' | 'model' | 'timeoutMs' | 'maxBytes' | 'createdAt' | 'updatedAt'
> & { auth: StoredAuth };

/** A connection in the list. */
export type ConnectionView = ConnectionFacts & {
  /** "user:<id>" or "key:<id>". */
  updatedBy: string;
  /** The current name of that member or key; null if it is gone. */
  updatedByName: string | null;
  /** The flows whose draft or published version names it. */
  usedIn: UsingFlow[];
};

export function toConnectionFacts({
  orgId: _,
  id: __,
  sealed: ___,
  rev: ____,
  updatedBy: _____,
  ...facts
}: ConnectionRow): ConnectionFacts {
  return facts;
}

export function toConnectionView(
  row: ConnectionRow,
  names: ReadonlyMap<string, string>,
  usedIn: ConnectionView['usedIn'],
): ConnectionView {
  const { updatedBy } = row;
  return { ...toConnectionFacts(row), updatedBy, updatedByName: names.get(updatedBy) ?? null, usedIn };
}

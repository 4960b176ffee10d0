import type { Db } from '@/server/db/connection/transaction';
import { findStartColumns } from '@/server/db/organization/store';
import { listNamedSecrets } from '@/server/db/secret/store';
import { listConnectionKinds } from '@/server/db/service-connection/store';
import type { KnownNames, Validation } from '@/server/engine/validate';
import { MOST_CONNECTIONS } from '../../connection/schema';
import { MOST_SECRETS } from '../../secret/schema';

/** Lists those secrets, connections and configuration values of an organization that a definition names. */
export async function listKnownNames(
  db: Db,
  orgId: string,
  { secrets, config, connections }: Validation,
): Promise<Required<Pick<KnownNames, 'secrets' | 'config' | 'connections'>>> {
  const [named, connected, values] = await Promise.all([
    listNamedSecrets(db, { orgId, names: namesOf(secrets).slice(0, MOST_SECRETS) }),
    listConnectionKinds(db, { orgId, names: namesOf(connections).slice(0, MOST_CONNECTIONS) }),
    config.length === 0 ? null : findStartColumns(db, { orgId }),
  ]);
  return {
    secrets: named.map(({ name }) => name),
    config: Object.keys(values?.config ?? {}),
    connections: connected,
  };
}

function namesOf(uses: readonly { name: string }[]): string[] {
  return [...new Set(uses.map(({ name }) => name))];
}

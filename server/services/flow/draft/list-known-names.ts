import type { Db } from '@/server/db/connection/transaction';
import { listNamedSecrets } from '@/server/db/secret/store';
import { listConnectionKinds } from '@/server/db/service-connection/store';
import type { KnownNames, Validation } from '@/server/engine/validate';
import { MOST_CONNECTIONS } from '../../connection/schema';
import { MOST_SECRETS } from '../../secret/schema';

/** Lists those secrets and connections of an organization that the calls of a definition name. */
export async function listKnownNames(
  db: Db,
  orgId: string,
  { secrets, connections }: Validation,
): Promise<Required<Pick<KnownNames, 'secrets' | 'connections'>>> {
  const [named, connected] = await Promise.all([
    listNamedSecrets(db, { orgId, names: namesOf(secrets).slice(0, MOST_SECRETS) }),
    listConnectionKinds(db, { orgId, names: namesOf(connections).slice(0, MOST_CONNECTIONS) }),
  ]);
  return { secrets: named.map(({ name }) => name), connections: connected };
}

function namesOf(uses: readonly { name: string }[]): string[] {
  return [...new Set(uses.map(({ name }) => name))];
}

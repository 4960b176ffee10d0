import { startError } from '@/server/shared/start-error';
import { STATEMENT_TIMEOUT_MS } from './client';
import { explainConnectionError } from './explain-connection-error';
import { withClient } from './with-client';

const TIMEOUT_MS = 10_000;

/** A database as the settings name it. */
export type NamedDatabase = { setting: string; url: string };

/** Connects once to a database, as the pool will; throws one plain sentence, without the password, when it cannot be used. */
export async function requireConnection(
  database: NamedDatabase,
  { isPooled }: { isPooled: boolean },
): Promise<void> {
  const config = {
    connectionString: database.url,
    query_timeout: TIMEOUT_MS,
    ...(!isPooled && { statement_timeout: STATEMENT_TIMEOUT_MS }),
  };
  try {
    await withClient(config, (client) => client.query('select 1'));
  } catch (error) {
    const reason = explainConnectionError(error);
    throw startError(`${toSubject(database)} cannot be used: ${reason}.`, error);
  }
}

/** The subject of a sentence about a database; its password is hidden. */
export function toSubject({ setting, url }: NamedDatabase): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return `${setting} (${shown.href})`;
}

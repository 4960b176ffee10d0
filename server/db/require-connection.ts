import { Client } from 'pg';
import { startError } from '@/server/shared/start-error';
import { STATEMENT_TIMEOUT_MS } from './client';

const TIMEOUT_MS = 10_000;

const EXPLANATIONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up',
  ETIMEDOUT: 'it does not answer',
  '28P01': 'it refuses the password',
  '28000': 'it refuses the user',
  '3D000': 'it has no such database',
  '53300': 'it has no connection left',
  '08P01':
    'it takes no settings, as a pooler in transaction mode: name the PostgreSQL behind it in PARLEY_DATABASE_DIRECT_URL',
};

/**
 * Connects once to the server of DATABASE_URL, as the pool will; throws one plain sentence, without the password, when it
 * cannot be used.
 */
export async function requireConnection(url: string, { isPooled }: { isPooled: boolean }): Promise<void> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: TIMEOUT_MS,
    ...(!isPooled && { statement_timeout: STATEMENT_TIMEOUT_MS }),
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
  } catch (error) {
    throw startError(`DATABASE_URL (${hidePassword(url)}) cannot be used: ${explain(error)}.`, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function explain(error: unknown): string {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error)) return String(first);
  const code = 'code' in first ? String(first.code) : '';
  return EXPLANATIONS[code] ?? first.message;
}

function hidePassword(url: string): string {
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  return shown.href;
}

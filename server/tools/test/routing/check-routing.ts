import { Client } from 'pg';
import { afterAll, expect, inject } from 'vitest';
import { findUnrouted } from './find-unrouted';
import { recordProductStatements, type SentStatement, takeProductStatements } from './product-statements';
import { UNROUTED } from './unrouted-statements';

/*
 * Fails a test file in which a store sends a statement that a distributed PostgreSQL cannot run on the node of one organization,
 * unless it is listed in unrouted-statements.ts with the reason.
 */

const SHOWN_CHARS = 500;

recordProductStatements();

afterAll(async () => {
  const { plansUrl } = inject('testPostgres');
  const unlisted = takeProductStatements().filter((statement) => !isListed(statement));
  if (!plansUrl || unlisted.length === 0) return;
  const client = new Client({ connectionString: plansUrl });
  await client.connect();
  const unrouted: string[] = [];
  try {
    for (const statement of unlisted) unrouted.push(...(await describeUnrouted(client, statement)));
  } finally {
    await client.end();
  }
  expect(unrouted, 'name the organization, or list the statement in unrouted-statements.ts').toEqual([]);
});

function isListed({ text, file }: SentStatement): boolean {
  return UNROUTED.some((one) => one.file === file && one.text.test(text));
}

async function describeUnrouted(client: Client, { text, file }: SentStatement): Promise<string[]> {
  if (!/^\s*(select|insert|update|delete|with)\b/i.test(text)) return [];
  const reasons = await findUnrouted(client, text);
  return reasons.length > 0
    ? [`${file}: ${reasons.join('; ')}: ${text.replace(/\s+/g, ' ').slice(0, SHOWN_CHARS)}`]
    : [];
}

import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { findUnrouted } from './find-unrouted';

let client: Client;
beforeAll(async () => {
  client = new Client({ connectionString: inject('testPostgres').plansUrl });
  await client.connect();
});
afterAll(() => client.end());

it.each([
  ['a key', 'SELECT id FROM sessions WHERE org_id = $1 AND id = $2'],
  [
    'a join by the organization',
    'SELECT 1 FROM turns t JOIN sessions s ON s.org_id = t.org_id WHERE t.org_id = $1',
  ],
  [
    'a left join',
    'SELECT 1 FROM sessions s LEFT JOIN threads t ON t.org_id = s.org_id AND t.id = s.thread_id WHERE s.org_id = $1',
  ],
  ['tables of nobody', 'SELECT id FROM users WHERE email = $1'],
  ['values', 'INSERT INTO canned_replies (org_id, id, title, text) VALUES ($1, $2, $3, $4)'],
  ['a change', 'UPDATE sessions SET turn_no = 1 WHERE org_id = $1 AND id = $2'],
])('finds nothing in a statement with %s', async (_, text) => {
  expect(await findUnrouted(client, text)).toEqual([]);
});

it.each([
  ['sessions without org_id = $n', 'SELECT id FROM sessions WHERE id = $1'],
  [
    'turns without org_id = $n',
    'SELECT 1 FROM turns t JOIN sessions s ON s.id = t.session_id WHERE s.org_id = $1',
  ],
  [
    'timers without org_id = $n',
    'SELECT (SELECT count(*) FROM timers t WHERE t.org_id = s.org_id AND t.session_id = s.id) FROM sessions s WHERE s.org_id = $1',
  ],
  ['sessions without org_id = $n', 'DELETE FROM sessions WHERE finished_at < $1'],
  [
    'INSERT INTO timers within WITH',
    `WITH t AS (INSERT INTO timers (org_id, session_id, key, due_at) VALUES ($1, $2, 'x', now())) SELECT 1`,
  ],
  [
    'INSERT INTO rate_windows of rows that a Function Scan makes',
    `INSERT INTO rate_windows (org_id, subject, window_at, count)
     SELECT * FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::int[])`,
  ],
])('finds %s', async (reason, text) => {
  expect(await findUnrouted(client, text)).toEqual([reason]);
});

/*
 * The baseline of the benchmark: the same statements behind a bare http server, and nothing else. No key, no parsing, no
 * engine: the upper bound that the database and Node allow on this machine at this time. It serves the product's paths, each
 * request by itself, without the product's caches and batches.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Database, openDatabase } from '@/server/db/connection/client';

import { findSession, listMessages, listTurns } from '@/server/db/session/store';
import { findHeldThread } from '@/server/db/thread/store';
import { commitFirstTurn, commitTurn } from '@/server/db/turn/commit';
import { type Beginning, toBegun, toTurns, withWebhooks } from './baseline-rows';

export type Baseline = {
  databaseUrl: string;
  orgId: string;
  poolSize: number;
  /** The session that new ones are copied from. */
  likeId: string;
  channelId: string;
};

type Asked = { db: Database; baseline: Baseline; id: string; body: string };
type Way = { method: string; path: RegExp; status: number; answer: (asked: Asked) => Promise<unknown> };

const WAYS: readonly Way[] = [
  { method: 'POST', path: /\/sessions\/([^/]+)\/messages$/, status: 200, answer: takeTurn },
  { method: 'POST', path: /\/flows\/([^/]+)\/sessions$/, status: 201, answer: begin },
  { method: 'GET', path: /\/sessions\/([^/]+)$/, status: 200, answer: getSession },
  { method: 'POST', path: /\/unified_messaging\/([^/]+)\/messages$/, status: 201, answer: takeBatch },
];

/** Serves the baseline on a free port until SIGTERM, and sends the port to its parent process. */
export function serveBaseline(baseline: Baseline): void {
  const db = openDatabase(baseline.databaseUrl, { poolSize: baseline.poolSize });
  const server = createServer((request, response) => {
    answer(db, baseline, request).then(
      ({ status, body }) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.once('SIGTERM', () => server.close(() => db.close().then(() => process.exit(0))));
}

async function answer(
  db: Database,
  baseline: Baseline,
  request: IncomingMessage,
): Promise<{ status: number; body: unknown }> {
  let body = '';
  for await (const chunk of request) body += chunk;
  for (const way of WAYS) {
    const [, id] = way.method === request.method ? (way.path.exec(request.url ?? '') ?? []) : [];
    if (id !== undefined) return { status: way.status, body: await way.answer({ db, baseline, id, body }) };
  }
  throw new Error(`no route for ${request.method} ${request.url}`);
}

async function takeTurn({ db, baseline: { orgId }, id, body }: Asked): Promise<unknown> {
  for (;;) {
    const session = await requireFound(findSession(db, { orgId, sessionId: id }));
    const commit = toTurns(session, [body]);
    if (await commitTurn(db, commit)) return commit.messages;
  }
}

let like: Promise<Beginning> | null = null;

async function begin({ db, baseline }: Asked): Promise<unknown> {
  like ??= readLike(db, baseline);
  const commit = toBegun(await like);
  if (!(await commitFirstTurn(db, commit))) throw new Error('the flow was published in the meantime');
  return { sessionId: commit.session.id, messages: commit.messages };
}

async function readLike(db: Database, { orgId, likeId: sessionId }: Baseline): Promise<Beginning> {
  const session = await requireFound(findSession(db, { orgId, sessionId }));
  const [turn] = await listTurns(db, { orgId, sessionId, afterNo: 0, limit: 1 });
  const messages = await listMessages(db, { orgId, sessionId, limit: 10 });
  return { session, turn: await requireFound(Promise.resolve(turn ?? null)), messages };
}

function getSession({ db, baseline: { orgId }, id }: Asked): Promise<unknown> {
  return requireFound(findSession(db, { orgId, sessionId: id }));
}

async function takeBatch({ db, baseline: { orgId, channelId }, body }: Asked): Promise<unknown> {
  const { messages } = JSON.parse(body) as { messages: { thread_id: string; body: string }[] };
  const externalId = messages[0]?.thread_id ?? '';
  for (;;) {
    const held = await requireFound(findHeldThread(db, { orgId, channelId, externalId }));
    const session = await requireFound(Promise.resolve(held.session));
    const commit = withWebhooks(
      toTurns(
        session,
        messages.map((message) => message.body),
      ),
    );
    if (await commitTurn(db, commit)) return commit.messages;
  }
}

async function requireFound<T>(finding: Promise<T | null>): Promise<T> {
  const found = await finding;
  if (found === null) throw new Error('not found');
  return found;
}

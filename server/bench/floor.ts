/*
 * The floor of the benchmark: the two statements of an echo turn behind a bare http server, and nothing else. No key,
 * no parsing, no engine: what the database and Node leave possible on this machine at this minute.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'pg';
import { commitTurn, type TurnCommit } from '@/server/db/commit-turn';
import type { MessageRow, SessionRow } from '@/server/db/session-row';
import { findSession } from '@/server/db/session-store';
import { randomIds } from '@/server/gateways/ids';

export type Floor = { databaseUrl: string; orgId: string; poolSize: number };

/** Serves the floor on a free port, which it tells its parent process, until SIGTERM. */
export function serveFloor({ databaseUrl, orgId, poolSize }: Floor): void {
  const pool = new Pool({ connectionString: databaseUrl, max: poolSize });
  const server = createServer((request, response) => {
    answer(pool, orgId, request, response).catch((error: unknown) =>
      response.writeHead(500).end(String(error)),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.once('SIGTERM', () => server.close(() => pool.end().then(() => process.exit(0))));
}

async function answer(
  pool: Pool,
  orgId: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let body = '';
  for await (const chunk of request) body += chunk;
  const sessionId = request.url?.split('/').at(-2) ?? '';
  for (;;) {
    const session = await findSession(pool, { orgId, sessionId });
    if (!session) throw new Error(`no session ${sessionId}`);
    const commit = toCommit(session, body);
    if (!(await commitTurn(pool, commit))) continue;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(commit.messages));
    return;
  }
}

function toCommit(session: SessionRow, body: string): TurnCommit {
  const at = new Date();
  const turnNo = session.turnNo + 1;
  const inputId = randomIds.uuid(at.getTime());
  const says = (index: number, text: string): MessageRow => ({
    seq: session.messageCount + index + 1,
    id: randomIds.uuid(at.getTime()),
    turnNo,
    direction: index === 0 ? 'inbound' : 'outbound',
    kind: 'text',
    content: { content: { type: 'text', text }, text },
    inputId,
    nodeId: index === 0 ? null : 'ask',
    createdAt: at,
  });
  const messages = [says(0, body), says(1, `You said: ${body}`), says(2, 'Say something.')];
  const step = {
    nodeId: 'ask',
    kind: 'question',
    flow: '',
    phase: 'resume' as const,
    exit: 'next',
    next: 'repeat',
  };
  return {
    session: { ...session, turnNo, messageCount: session.messageCount + 3, lastActivityAt: at },
    beforeTurn: session.turnNo,
    beforeDirect: null,
    turns: [
      {
        no: turnNo,
        usage: null,
        event: { type: 'message', at: at.getTime(), inputId, text: body },
        trace: {
          steps: [step, { ...step, nodeId: 'repeat' }, step],
          visits: 3,
          expressionSteps: 3,
          failure: null,
        },
        status: session.status,
        changes: { set: { said: body } },
        firstSeq: session.messageCount + 1,
        createdAt: at,
      },
    ],
    messages,
    extras: null,
    processId: 'floor',
  };
}

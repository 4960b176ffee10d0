import { type Agent, request } from 'node:http';
import type { Case } from './make-case';

export type CaseAnswer =
  | { type: 'answer'; status: number; headers: Record<string, unknown>; text: string; ms: number }
  | { type: 'cut'; reason: string; ms: number };

// A kept-alive connection can close as the next request is sent; callers retry then.
const TRIES = 5;

const TIMEOUT_MS = 10_000;
const MAX_KEPT = 2_000_000;

/** Sends a case and returns the outcome; a stream is closed once it begins. */
export function sendCase(baseUrl: string, agent: Agent, one: Case, tries = TRIES): Promise<CaseAnswer> {
  const { hostname, port } = new URL(baseUrl);
  const startedAt = performance.now();
  const ms = () => performance.now() - startedAt;
  return new Promise((resolve) => {
    const { method, path } = one;
    const length = one.chunked || !one.bytes ? {} : { 'content-length': one.bytes.length };
    const outgoing = request({
      agent,
      hostname,
      port,
      method,
      path,
      headers: { ...one.headers, ...length },
      timeout: TIMEOUT_MS,
    });
    outgoing.on('socket', (socket) => {
      // It can emit another error after its request is done.
      if (!socket.listeners('error').includes(ignore)) socket.on('error', ignore);
    });
    outgoing.on('response', (response) => {
      const { statusCode: status = 0, headers } = response;
      const settle = (text: string) => resolve({ type: 'answer', status, headers, text, ms: ms() });
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= MAX_KEPT) chunks.push(chunk);
      });
      response.on('end', () => settle(Buffer.concat(chunks).toString('utf8')));
      response.on('error', () => settle(Buffer.concat(chunks).toString('utf8')));
      if (String(headers['content-type']).startsWith('text/event-stream')) {
        settle('');
        outgoing.destroy();
      }
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('timed out')));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const isStale = error.code === 'ECONNRESET' && tries > 1;
      if (isStale) resolve(sendCase(baseUrl, agent, one, tries - 1));
      else resolve({ type: 'cut', reason: error.code ?? error.message, ms: ms() });
    });
    outgoing.on('upgrade', (_, socket) => {
      socket.destroy();
      resolve({ type: 'cut', reason: 'upgraded', ms: ms() });
    });
    if (one.chunked && one.bytes) writeInPieces(outgoing, one.bytes);
    else outgoing.end(one.bytes ?? undefined);
  });
}

const ignore = () => undefined;

const PIECE = 65_536;

function writeInPieces(outgoing: ReturnType<typeof request>, bytes: Buffer): void {
  for (let at = 0; at < bytes.length && !outgoing.destroyed; at += PIECE)
    outgoing.write(bytes.subarray(at, at + PIECE));
  outgoing.end();
}

/* The http server of the parties by hand: the two requests of the API headless, and nothing else. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asksForChoice, FLOW_IDS, type FlowName } from './conversation';
import { openHandWritten } from './hand-written';
import { openInMemory } from './in-memory';
import { openOneStatement } from './one-statement';
import type { Peer, PeerName, PeerOptions, Taken } from './peer';
import { readBody } from './read-body';

const PEERS: Readonly<Record<PeerName, (options: PeerOptions) => Promise<Peer>>> = {
  'null server': openInMemory,
  'hand-written': openHandWritten,
  'one statement': openOneStatement,
};

const PATH = /^\/cgw\/process\/v1\/orgs\/[^/]+\/(flows|sessions)\/([^/]+)\/(?:sessions|messages)$/;
const FLOWS: readonly FlowName[] = ['conversation', 'echo'];
const HOUR_MS = 3_600_000;

/** Serves a party on a free port until SIGTERM, and sends the port to its parent process. */
export async function servePeer({ name, ...options }: PeerOptions & { name: PeerName }): Promise<void> {
  const peer = await PEERS[name](options);
  const server = createServer((request, response) => {
    answer(peer, request).then(
      (taken) =>
        taken ? send(response, request, taken) : response.writeHead(404, { 'content-length': 0 }).end(),
      (error: unknown) => fail(response, error),
    );
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.once('SIGTERM', () => server.close(() => peer.close().then(() => process.exit(0))));
}

async function answer(peer: Peer, request: IncomingMessage): Promise<Taken | null> {
  const [, noun, id = ''] = PATH.exec(request.url ?? '') ?? [];
  const body = await readBody(request);
  if (noun === 'flows') {
    const flow = FLOWS.find((name) => FLOW_IDS[name] === id);
    return flow ? peer.begin(flow) : null;
  }
  if (noun === 'sessions') return peer.say(id, JSON.parse(body).text);
  return null;
}

function send(response: ServerResponse, { url = '' }: IncomingMessage, taken: Taken): void {
  const { id: sessionId, flow, isOver, createdAt } = taken;
  const messages = listMessages(taken);
  const body = JSON.stringify({
    sessionId,
    flowId: FLOW_IDS[flow],
    status: isOver ? 'completed' : 'awaiting_input',
    messages,
    ...(isOver
      ? { completedAt: new Date() }
      : { createdAt, expiresAt: new Date(createdAt.getTime() + HOUR_MS) }),
  });
  response.writeHead(url.endsWith('/sessions') ? 201 : 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

const CHOICES = ['Red', 'Blue'].map((label) => ({ value: label.toLowerCase(), label }));
const END = { type: 'end', text: '', nodeId: 'end', content: { type: 'end', output: null } };

function listMessages({ seq, replies, isOver }: Taken): object[] {
  const messages = replies.map((text) => ({ type: 'text', text, nodeId: 'node', ...toContent(text) }));
  return [...messages, ...(isOver ? [END] : [])].map((message, index) => ({
    id: `msg-${String(seq + index).padStart(3, '0')}`,
    ...message,
  }));
}

function toContent(reply: string): { content?: object } {
  if (!asksForChoice(reply)) return {};
  const [text] = reply.split('\n');
  return { content: { type: 'text', text, expected: { type: 'choice', choices: CHOICES } } };
}

function fail(response: ServerResponse, error: unknown): void {
  const body = String(error);
  response.writeHead(500, { 'content-length': Buffer.byteLength(body) }).end(body);
}

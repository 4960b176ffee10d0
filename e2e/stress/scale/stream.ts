import type { IncomingMessage } from 'node:http';
import type { Caller } from './caller';

/** A received event; times are Unix milliseconds. */
type Arrived = { id: string; type: string; text: string | null; at: number; arrivedAt: number };

export type Stream = {
  /** All events received over all of its connections. */
  arrived: readonly Arrived[];
  /** Resolves when the server ends the stream. */
  ended: Promise<void>;
  close(): void;
};

export type StreamOptions = {
  url: string;
  /** The number of events after which the connection is cut and resumed; null for never. */
  cutAfter: number | null;
};

const NOTHING_LEFT = 204;

/** Follows the events of a session; resolves once the first connection is open. */
export async function openStream(caller: Caller, { url, cutAfter }: StreamOptions): Promise<Stream> {
  const arrived: Arrived[] = [];
  let current: IncomingMessage | null = null;
  let end = (): void => undefined;
  let fail = (_: unknown): void => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = reject;
  });
  // Awaiting the end rethrows the error; until then it must not be unhandled.
  ended.catch(() => undefined);

  const connect = async (): Promise<void> => {
    const last = arrived.at(-1)?.id;
    const response = await caller.follow(url, last === undefined ? {} : { 'last-event-id': last });
    if (response.statusCode === NOTHING_LEFT) return end();
    if (response.statusCode !== 200) throw new Error(`it was answered with ${response.statusCode}`);
    current = response;
    read(response);
  };

  // Events after the cut must arrive over the next connection.
  const read = (response: IncomingMessage): void => {
    let rest = '';
    response.setEncoding('utf8').on('data', (chunk: string) => {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) if (response === current) take(block);
    });
    response.on('error', () => undefined);
    response.on('close', () => response === current && end());
  };

  const take = (block: string): void => {
    const event = parseBlock(block);
    if (!event) return;
    arrived.push(event);
    if (arrived.length === cutAfter) cut();
  };

  const cut = (): void => {
    const old = current;
    current = null;
    old?.destroy();
    connect().catch(fail);
  };

  await connect();
  return { arrived, ended, close: () => current?.destroy() };
}

type StreamedEvent = { id: string; type: string; at: string; data: { text?: string } };

function parseBlock(block: string): Arrived | null {
  const data = /^data: (.*)$/m.exec(block)?.[1];
  if (data === undefined) return null;
  const { id, type, at, data: content }: StreamedEvent = JSON.parse(data);
  return { id, type, text: content.text ?? null, at: Date.parse(at), arrivedAt: Date.now() };
}

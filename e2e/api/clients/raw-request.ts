import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export type RawReply = { status: number; text: string };

/** A request as a client writes it: its head, and its body in the pieces in which it is sent. */
export type RawRequest = { head: string; body: readonly Uint8Array[] };

/** Sends a request over a socket of its own; a body that the head announces with Expect waits for 100 Continue. */
export async function sendRaw(baseUrl: string, { head, body }: RawRequest): Promise<RawReply> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  try {
    await once(socket, 'connect');
    socket.write(head);
    if (/^expect:/im.test(head)) await readUntil(socket, (received) => received.includes('\r\n\r\n'));
    for (const piece of body) socket.write(piece);
    return await readReply(socket);
  } finally {
    socket.destroy();
  }
}

async function readReply(socket: Socket): Promise<RawReply> {
  const received = await readUntil(socket, (text) => {
    const at = text.indexOf('\r\n\r\n');
    if (at === -1) return false;
    const length = /^content-length: (\d+)/im.exec(text.slice(0, at))?.[1];
    return length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length >= at + 4 + Number(length);
  });
  const at = received.indexOf('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(received)?.[1]),
    text: Buffer.from(received.slice(at + 4), 'latin1').toString(),
  };
}

/** Everything received until it is enough, as Latin-1 text of its bytes. */
async function readUntil(socket: Socket, isEnough: (received: string) => boolean): Promise<string> {
  let received = '';
  while (!isEnough(received)) {
    const [chunk] = (await Promise.race([once(socket, 'data'), once(socket, 'end')])) as [Buffer | undefined];
    if (!chunk) throw new Error(`the connection ended after: ${received}`);
    received += chunk.toString('latin1');
  }
  return received;
}

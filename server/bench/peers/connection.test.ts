import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openConnection } from './connection';

let server: Server;
afterEach(() => server.close());

/** A server that answers each request by `answer`. */
async function listen(answer: (socket: Socket) => void): Promise<number> {
  server = createServer((socket) => socket.on('data', () => answer(socket)));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const RESPONSE = 'HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello';

describe('a connection of the load', () => {
  it('reads one response after the other, however they are cut', async () => {
    let asked = 0;
    const port = await listen((socket) => {
      asked += 1;
      socket.write(RESPONSE.slice(0, 10 * asked), () => socket.write(RESPONSE.slice(10 * asked)));
    });
    const connection = await openConnection(port);
    for (let request = 0; request < 5; request += 1)
      expect(await connection.ask('GET / HTTP/1.1\r\n\r\n')).toEqual({ status: 201, body: 'hello' });
    connection.close();
    expect(connection.isOpen()).toBe(false);
  });

  it('fails when the length of a response is unknown', async () => {
    const port = await listen((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\nhello'));
    const connection = await openConnection(port);
    await expect(connection.ask('GET / HTTP/1.1\r\n\r\n')).rejects.toThrow('no content-length');
  });

  it('fails when the server closes it, and from then on', async () => {
    const port = await listen((socket) => socket.end(RESPONSE.slice(0, -1)));
    const connection = await openConnection(port);
    await expect(connection.ask('GET / HTTP/1.1\r\n\r\n')).rejects.toThrow('closed');
    await expect(connection.ask('GET / HTTP/1.1\r\n\r\n')).rejects.toThrow('closed');
  });
});

import type { Socket } from 'node:net';
import { buildConnector } from 'undici';

const START = 'HTTP/1.';
const STATUS_LINE = /^HTTP\/1\.[01] (\d{3})/;
/** A shorter start of a response does not tell its status. */
const STATUS_LINE_BYTES = 'HTTP/1.1 100'.length;
/** The largest interim response that is read over, in bytes; a larger one fails the call. */
const MAX_BYTES = 16_384;

/**
 * Creates the connector of undici for sockets that leave out interim responses (1xx): undici fails a call at a
 * `100 Continue` that it did not ask for, which a client must read over (RFC 9110, 15.2).
 */
export function createConnector(options: buildConnector.BuildOptions): buildConnector.connector {
  const connect = buildConnector(options);
  return (target, callback) =>
    connect(target, (...given: Parameters<typeof callback>) => {
      if (given[1]) skipInterimResponses(given[1]);
      callback(...given);
    });
}

/** Leaves out what a server sends before its final response to each request that is written to the socket. */
function skipInterimResponses(socket: Pick<Socket, 'read' | 'write'>): void {
  const read = socket.read.bind(socket);
  const write = socket.write.bind(socket);
  let isBeforeResponse = true;
  let held: Buffer = Buffer.alloc(0);
  // A request is written at once, before anything of its response is read.
  socket.write = ((...given: Parameters<typeof write>) => {
    isBeforeResponse = true;
    return write(...given);
  }) as typeof write;
  socket.read = () => {
    if (!isBeforeResponse) return read();
    for (let chunk: Buffer | null = read(); chunk !== null; chunk = read()) {
      held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const rest = findFinalResponse(held);
      if (rest === null) continue;
      held = Buffer.alloc(0);
      isBeforeResponse = false;
      return rest;
    }
    return null;
  };
}

/** The bytes from the final response on; null while they have not arrived. */
function findFinalResponse(bytes: Buffer): Buffer | null {
  let rest = bytes;
  while (rest.length > 0) {
    if (!START.startsWith(rest.toString('latin1', 0, START.length))) return rest;
    if (rest.length < STATUS_LINE_BYTES) return null;
    if (!isInterim(rest)) return rest;
    const end = rest.indexOf('\r\n\r\n');
    if (end === -1) return rest.length > MAX_BYTES ? rest : null;
    rest = rest.subarray(end + 4);
  }
  return null;
}

// 101 ends the use of HTTP on the connection, so it is no interim response.
function isInterim(bytes: Buffer): boolean {
  const status = STATUS_LINE.exec(bytes.toString('latin1', 0, STATUS_LINE_BYTES))?.[1];
  return status?.startsWith('1') === true && status !== '101';
}

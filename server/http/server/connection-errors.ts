import { type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/*
 * Requests that Node refuses before an application sees them.
 * http/refused-with-words  Each is answered with a status, a JSON body and the headers of every response, and ends its
 *                          connection. A response that has begun is not written over, and bytes after a complete request do
 *                          not cost it its answer.
 */

type Refusal = { status: number; code: string; message: string };

const MALFORMED: Refusal = {
  status: 400,
  code: 'malformed_request',
  message: 'This is not an HTTP request, or its Content-Length differs from its body.',
};

const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers_too_large',
    message: 'The headers are larger than 16384 bytes. Send less.',
  },
  HPE_INVALID_EOF_STATE: {
    status: 400,
    code: 'body_incomplete',
    message: 'The connection ended before the body did. Send as many bytes as Content-Length says.',
  },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    code: 'chunk_extensions_too_large',
    message: 'The extensions of a chunk are too long. Send none.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'request_timeout',
    message: 'The request did not arrive in time. Send it again.',
  },
};

const EXPECTATION: Refusal = {
  status: 417,
  code: 'expectation_failed',
  message: 'The only expectation that this server meets is 100-continue.',
};

const PROXY: Refusal = { status: 405, code: 'method_not_allowed', message: 'This server is no proxy.' };
const ALLOWED = 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS';

/** The latest response of each connection. */
export type OpenResponses = WeakMap<object, ServerResponse>;

/** Answers what the server would refuse without words; `headers` are those of every response. */
export function answerConnectionErrors(
  server: Server,
  responses: OpenResponses,
  headers: Readonly<Record<string, string>>,
): void {
  server.on('checkExpectation', (_request, response) => {
    const body = toBody(EXPECTATION);
    const own = { 'Content-Type': 'application/json', 'Content-Length': body.length, Connection: 'close' };
    response.writeHead(EXPECTATION.status, own).end(body);
  });
  server.on('connect', (_request, socket) => {
    socket.on('error', () => undefined);
    socket.end(toText(PROXY, { ...headers, Allow: ALLOWED }));
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const response = responses.get(socket);
    const isOpen = response !== undefined && !response.writableFinished;
    if (!socket.writable || error.code === 'ECONNRESET' || (isOpen && response.headersSent)) {
      socket.destroy(error);
    } else if (isOpen && response.req.complete) {
      response.shouldKeepAlive = false;
    } else {
      (socket as Socket).end(toText(REFUSALS[error.code ?? ''] ?? MALFORMED, headers), () =>
        socket.destroy(),
      );
    }
  });
}

function toBody({ code, message }: Refusal): string {
  return JSON.stringify({ error: { code, message } });
}

function toText(refusal: Refusal, headers: Readonly<Record<string, string>>): string {
  const { status } = refusal;
  const body = toBody(refusal);
  const all = {
    ...headers,
    'Cache-Control': 'no-store',
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n');
}

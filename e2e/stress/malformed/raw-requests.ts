import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFlow } from '../../api/support/flows';
import { REPEAT_FLOW } from '../../api/support/repeat-flow';
import { ask, type Target } from '../../api/support/target';
import { LIMIT_MS } from './judge-answer';

export type Tried = { tried: number; failures: string[] };

/** Bytes for a raw socket: pieces with pauses, then half-close or close. */
type Raw = {
  name: string;
  pieces: readonly (string | Buffer)[];
  pauseMs?: number;
  ending?: 'end' | 'destroy';
};

type RawOutcome = { statuses: number[]; firstMs: number | null };

const BODY = '{"variables":{}}';
const AT_ONCE = 12;

/** Sends invalid HTTP to the server, each case twice at once; in between the server must answer normally. */
export async function tryRawRequests(target: Target): Promise<Tried> {
  const flow = await makeFlow(target, REPEAT_FLOW);
  const path = `/cgw/process/v1/orgs/${target.orgId}/flows/${flow.id}/sessions`;
  const raws = listRaws(path, target.apiKey, new URL(target.baseUrl).host);
  const failures: string[] = [];
  for (let from = 0; from < raws.length; from += AT_ONCE) {
    const some = raws.slice(from, from + AT_ONCE);
    const outcomes = await Promise.all([...some, ...some].map((raw) => judgeRaw(target.baseUrl, raw)));
    failures.push(...outcomes.flat());
    const { status } = await ask(target, 'POST', path, { body: {} });
    const names = some.map(({ name }) => name).join(', ');
    if (status !== 201) failures.push(`after raw ${names}: the next request was answered ${status}`);
  }
  return { tried: raws.length * 2, failures };
}

async function judgeRaw(baseUrl: string, raw: Raw): Promise<string[]> {
  const { statuses, firstMs } = await speak(baseUrl, raw);
  return [
    ...statuses.filter((status) => status >= 500).map((status) => `raw ${raw.name}: answered ${status}`),
    ...(firstMs !== null && firstMs > LIMIT_MS ? [`raw ${raw.name}: answered after ${firstMs} ms`] : []),
  ];
}

function listRaws(path: string, key: string, host: string): Raw[] {
  const head = (more: string, start = `POST ${path} HTTP/1.1`, named = `Host: ${host}\r\n`) =>
    `${start}\r\n${named}Authorization: Bearer ${key}\r\nContent-Type: application/json\r\n${more}\r\n`;
  const length = `Content-Length: ${BODY.length}\r\n`;
  const request = head(length) + BODY;
  const raw = (name: string, ...pieces: (string | Buffer)[]): Raw => ({ name, pieces });
  return [
    raw('nothing but line ends', '\r\n\r\n\r\n'),
    raw('no request line', 'hello\r\n\r\n'),
    raw('HTTP/0.9', `GET ${path}\r\n\r\n`),
    raw('HTTP/3.0', head('', `GET ${path} HTTP/3.0`)),
    raw('HTTP/1.10', head('', `GET ${path} HTTP/1.10`)),
    raw('HTTP/1.0', head(length, `POST ${path} HTTP/1.0`) + BODY),
    raw('an unknown method', head('', `HACK ${path} HTTP/1.1`)),
    raw('a method in small letters', head('', `post ${path} HTTP/1.1`)),
    raw('a space in the path', head('', `GET ${path} x HTTP/1.1`)),
    raw('control characters in the path', head('', `GET ${path}\u0001\u0000 HTTP/1.1`)),
    raw('bytes above ASCII in the path', Buffer.from(head('', `GET ${path}\xff\xfe HTTP/1.1`), 'latin1')),
    raw('no path', head('', 'GET  HTTP/1.1')),
    raw('an address as path', head(length, `POST http://elsewhere.example${path} HTTP/1.1`) + BODY),
    raw('an address that is none', head('', 'GET http://[::1 HTTP/1.1')),
    raw('a star', head('', 'OPTIONS * HTTP/1.1')),
    raw('CONNECT', head('', 'CONNECT example.com:443 HTTP/1.1')),
    raw('two slashes', head('', `GET //${path} HTTP/1.1`)),
    raw('a path of 100 kB', head('', `GET ${path}/${'a'.repeat(100_000)} HTTP/1.1`)),
    raw('no host', head(length, undefined, '') + BODY),
    raw('two hosts', head(`Host: other\r\n${length}`) + BODY),
    raw('a host that is none', head(length, undefined, 'Host: [::1\r\n') + BODY),
    raw('two lengths', head(`Content-Length: 1\r\n${length}`) + BODY),
    raw('a length and chunks', `${head(`${length}Transfer-Encoding: chunked\r\n`)}0\r\n\r\n${request}`),
    raw('a negative length', head('Content-Length: -1\r\n') + BODY),
    raw('a length that is no number', head('Content-Length: 1e3\r\n') + BODY),
    raw('a length beyond numbers', head('Content-Length: 99999999999999999999999\r\n') + BODY),
    raw('a huge length', head('Content-Length: 999999999999\r\n') + BODY),
    raw('an unknown transfer encoding', head('Transfer-Encoding: xchunked\r\n') + BODY),
    raw('chunked twice', `${head('Transfer-Encoding: chunked, chunked\r\n')}0\r\n\r\n`),
    raw('a chunk size that is none', `${head('Transfer-Encoding: chunked\r\n')}zz\r\nabc\r\n`),
    raw('a huge chunk size', `${head('Transfer-Encoding: chunked\r\n')}ffffffffffffffff\r\nabc\r\n`),
    raw(
      'a long chunk extension',
      `${head('Transfer-Encoding: chunked\r\n')}1;${'a'.repeat(50_000)}\r\nx\r\n`,
    ),
    raw('many trailers', `${head('Transfer-Encoding: chunked\r\n')}0\r\n${'a: b\r\n'.repeat(5_000)}\r\n`),
    raw('a folded header', head(`X-Folded: a\r\n b\r\n${length}`) + BODY),
    raw('a header without a colon', head('Nonsense\r\n')),
    raw('a header without a name', head(': value\r\n')),
    raw('a space before the colon', head(`Content-Length : ${BODY.length}\r\n`) + BODY),
    raw('NUL in a header', head('X-Nul: a\u0000b\r\n')),
    raw('bare line feeds', request.replaceAll('\r\n', '\n')),
    raw('bare carriage returns', request.replaceAll('\r\n', '\r')),
    raw('5,000 headers', head(Array.from({ length: 5_000 }, (_, no) => `x-${no}: 1\r\n`).join(''))),
    raw('a header of 100 kB', head(`X-Long: ${'a'.repeat(100_000)}\r\n`)),
    raw('50 requests at once', request.repeat(50)),
    raw(
      'a handshake of TLS',
      Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
    ),
    raw('the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
    raw('an upgrade', head(`Connection: Upgrade\r\nUpgrade: h2c\r\n${length}`) + BODY),
    raw('an expectation', head(`Expect: 200-maybe\r\n${length}`) + BODY),
    raw('zeros', Buffer.alloc(10_000)),
    { name: 'a slow body', pieces: [head(length), ...BODY], pauseMs: 30 },
    { name: 'slow headers', pieces: [...head(length).slice(0, 60)], pauseMs: 20, ending: 'destroy' },
    { name: 'an end in the request line', pieces: [`POST ${path.slice(0, 20)}`], ending: 'destroy' },
    { name: 'an end in the headers', pieces: [head(length).slice(0, 90)], ending: 'destroy' },
    { name: 'an end before the body', pieces: [head(length)], ending: 'destroy' },
    { name: 'an end in the body', pieces: [head(length), BODY.slice(0, 5)], pauseMs: 20, ending: 'destroy' },
    { name: 'half a body and the end of writing', pieces: [head(length), BODY.slice(0, 5)], ending: 'end' },
    { name: 'an end before the answer', pieces: [request], ending: 'destroy' },
    { name: 'an end of writing', pieces: [request], ending: 'end' },
  ];
}

const ENOUGH_MS = 250;

/** Writes, reads until the server closes or is silent, and returns the response statuses. */
async function speak(baseUrl: string, { pieces, pauseMs = 0, ending }: Raw): Promise<RawOutcome> {
  const { hostname, port } = new URL(baseUrl);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  let answeredAt = 0;
  let wroteAt = 0;
  socket.on('data', (chunk) => {
    answeredAt ||= performance.now();
    chunks.push(chunk);
  });
  // Closing the connection on invalid input is correct.
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  for (const piece of pieces) {
    if (socket.destroyed) break;
    socket.write(piece);
    if (pauseMs > 0) await pause(pauseMs);
  }
  wroteAt = performance.now();
  if (ending === 'end') socket.end();
  if (ending === 'destroy') socket.destroy();
  await Promise.race([closed, waitForQuiet(() => chunks.length)]);
  socket.destroy();
  const text = Buffer.concat(chunks).toString('latin1');
  const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
  return { statuses, firstMs: answeredAt === 0 ? null : Math.max(0, Math.round(answeredAt - wroteAt)) };
}

async function waitForQuiet(count: () => number): Promise<void> {
  let before = -1;
  let waited = 0;
  while (count() !== before || (count() === 0 && waited < ENOUGH_MS * 2)) {
    before = count();
    await pause(ENOUGH_MS);
    waited += ENOUGH_MS;
  }
}

import type { RawRequest } from './raw-request';

/* Requests byte for byte as common HTTP clients write them: their headers, the order of these, and their forms. */

type Asking = { method: string; path: string; headers: Readonly<Record<string, string>> };
type FormFile = { name: string; type: string; bytes: Uint8Array };
type Form = { fields: Readonly<Record<string, string>>; file: FormFile };

export type ClientShape = {
  name: string;
  /** `body` is JSON. */
  toJson(asking: Asking, body: unknown): RawRequest;
  toForm(asking: Asking, form: Form): RawRequest;
};

const HOST = 'Host: 127.0.0.1';

function toHead(
  { method, path, headers }: Asking,
  before: readonly string[],
  after: readonly string[],
): string {
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, ...before, ...own, ...after, '', ''].join('\r\n');
}

const toBytes = (...pieces: (string | Uint8Array)[]) =>
  Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
const lengthOf = (body: Uint8Array) => `Content-Length: ${body.byteLength}`;
const toAscii = (text: string) =>
  text.replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The pieces of a body in chunks of `size`. */
function toChunks(body: Uint8Array, size: number): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < body.byteLength; at += size) {
    const piece = body.subarray(at, at + size);
    chunks.push(toBytes(`${piece.byteLength.toString(16).toUpperCase()}\r\n`, piece, '\r\n'));
  }
  return [...chunks, toBytes('0\r\n\r\n')];
}

type PartText = { head: readonly string[]; value: string | Uint8Array };

function joinParts(boundary: string, end: string, parts: readonly PartText[]): Uint8Array {
  const framed = parts.flatMap(({ head, value }) => [
    `--${boundary}${end}${[...head, '', ''].join(end)}`,
    value,
    end,
  ]);
  return toBytes(...framed, `--${boundary}--${end}`);
}

const isAscii = (text: string) => toAscii(text) === text;

/** HttpClient of .NET 8: JSON in chunks, form names without quotes, the file name twice. */
const dotNet: ClientShape = {
  name: '.NET 8 HttpClient',
  toJson: (asking, body) => ({
    head: toHead(
      asking,
      [HOST],
      ['Transfer-Encoding: chunked', 'Content-Type: application/json; charset=utf-8'],
    ),
    body: toChunks(toBytes(JSON.stringify(body)), 7),
  }),
  toForm: (asking, { fields, file }) => {
    const boundary = '0d3f8f6a-1d4c-4f3a-9a57-0e4f3a1e3b62';
    const plain = isAscii(file.name)
      ? file.name
      : `"=?utf-8?B?${Buffer.from(file.name).toString('base64')}?="`;
    const quoted = /[^\w.-]/.test(plain) && !plain.startsWith('"') ? `"${plain}"` : plain;
    const body = joinParts(boundary, '\r\n', [
      ...Object.entries(fields).map(([name, value]) => ({
        head: ['Content-Type: text/plain; charset=utf-8', `Content-Disposition: form-data; name=${name}`],
        value,
      })),
      {
        head: [
          `Content-Type: ${file.type}`,
          `Content-Disposition: form-data; name=file; filename=${quoted}; filename*=utf-8''${encodeURIComponent(file.name)}`,
        ],
        value: file.bytes,
      },
    ]);
    const type = `Content-Type: multipart/form-data; boundary="${boundary}"`;
    return { head: toHead(asking, [HOST], [type, lengthOf(body)]), body: [body] };
  },
};

/** HttpClient of the .NET Framework, which asks before it sends a body. */
const dotNetFramework: ClientShape = {
  name: '.NET Framework HttpClient',
  toJson: (asking, body) => {
    // A StreamWriter with Encoding.UTF8 begins with a byte order mark.
    const bytes = toBytes(`\ufeff${JSON.stringify(body)}`);
    const head = ['Content-Type: application/json; charset=utf-8', HOST, lengthOf(bytes)];
    return { head: toHead(asking, head, ['Expect: 100-continue', 'Connection: Keep-Alive']), body: [bytes] };
  },
  toForm: (asking, form) => {
    const { head, body } = dotNet.toForm(asking, form);
    return {
      head: head.replace(/\r\n\r\n$/, '\r\nExpect: 100-continue\r\nConnection: Keep-Alive\r\n\r\n'),
      body,
    };
  },
};

/** Apache HttpClient 4: Latin-1 fields by default, a transfer encoding in every part, quotes with a backslash. */
const apache: ClientShape = {
  name: 'Apache HttpClient 4',
  toJson: (asking, body) => {
    const bytes = toBytes(JSON.stringify(body));
    const head = [
      lengthOf(bytes),
      'Content-Type: application/json; charset=UTF-8',
      HOST,
      'Connection: Keep-Alive',
    ];
    const after = ['User-Agent: Apache-HttpClient/4.5.14 (Java/1.8.0_402)', 'Accept-Encoding: gzip,deflate'];
    return { head: toHead(asking, head, after), body: [bytes] };
  },
  toForm: (asking, { fields, file }) => {
    const boundary = 'p9xGvK_1-fh3nQ2sZ0';
    const body = joinParts(boundary, '\r\n', [
      ...Object.entries(fields).map(([name, value]) => ({
        head: [
          `Content-Disposition: form-data; name="${name}"`,
          'Content-Type: text/plain; charset=ISO-8859-1',
          'Content-Transfer-Encoding: 8bit',
        ],
        value: Buffer.from(value, 'latin1'),
      })),
      {
        head: [
          `Content-Disposition: form-data; name="file"; filename="${file.name.replace(/["\\]/g, '\\$&')}"`,
          `Content-Type: ${file.type}`,
          'Content-Transfer-Encoding: binary',
        ],
        value: file.bytes,
      },
    ]);
    const head = [
      'Transfer-Encoding: chunked',
      `Content-Type: multipart/form-data; boundary=${boundary}; charset=UTF-8`,
    ];
    const after = [HOST, 'Connection: Keep-Alive', 'User-Agent: Apache-HttpClient/4.5.14 (Java/1.8.0_402)'];
    return {
      head: toHead(asking, [...head, ...after], ['Accept-Encoding: gzip,deflate']),
      body: toChunks(body, 2_048),
    };
  },
};

/** A program of its own over HttpURLConnection, with LF at the ends of a form's lines. */
const oldJava: ClientShape = {
  name: 'HttpURLConnection of Java 8',
  toJson: (asking, body) => {
    const bytes = toBytes(JSON.stringify(body));
    const accept = 'Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2';
    const head = ['Content-Type: application/json', 'User-Agent: Java/1.8.0_402', HOST, accept];
    return { head: toHead(asking, head, ['Connection: keep-alive', lengthOf(bytes)]), body: [bytes] };
  },
  toForm: (asking, { fields, file }) => {
    const boundary = '===1700000000000===';
    const body = joinParts(boundary, '\n', [
      ...Object.entries(fields).map(([name, value]) => ({
        head: [`Content-Disposition: form-data; name="${name}"`, 'Content-Type: text/plain; charset=UTF-8'],
        value,
      })),
      {
        head: [
          `Content-Disposition: form-data; name="file"; filename="${file.name.replaceAll('"', '\\"')}"`,
          `Content-Type: ${file.type}`,
          'Content-Transfer-Encoding: binary',
        ],
        value: file.bytes,
      },
    ]);
    const type = `Content-Type: multipart/form-data; boundary=${boundary}`;
    const after = [HOST, 'Connection: keep-alive', lengthOf(body)];
    return { head: toHead(asking, [type, 'User-Agent: Java/1.8.0_402'], after), body: [body] };
  },
};

const PYTHON = [
  'User-Agent: python-requests/2.28.2',
  'Accept-Encoding: gzip, deflate',
  'Accept: */*',
  'Connection: keep-alive',
];

/** requests over urllib3 1.x: JSON in ASCII with spaces, other file names in the extended form alone. */
const python: ClientShape = {
  name: 'Python requests over urllib3 1.26',
  toJson: (asking, body) => {
    const spaced = JSON.stringify(body, null, 1)
      .replace(/,\n\s*/g, ', ')
      .replace(/\n\s*/g, '');
    const bytes = toBytes(toAscii(spaced));
    return {
      head: toHead(asking, [HOST, ...PYTHON], [lengthOf(bytes), 'Content-Type: application/json']),
      body: [bytes],
    };
  },
  toForm: (asking, { fields, file }) => {
    const boundary = 'c725fe1e5c219dfee11069ff57acdf33';
    const named = isAscii(file.name)
      ? `filename="${file.name.replaceAll('"', '%22')}"`
      : `filename*=utf-8''${encodeURIComponent(file.name)}`;
    const body = joinParts(boundary, '\r\n', [
      ...Object.entries(fields).map(([name, value]) => ({
        head: [`Content-Disposition: form-data; name="${name}"`],
        value,
      })),
      { head: [`Content-Disposition: form-data; name="file"; ${named}`], value: file.bytes },
    ]);
    const head = [lengthOf(body), `Content-Type: multipart/form-data; boundary=${boundary}`];
    return { head: toHead(asking, [HOST, ...PYTHON], head), body: [body.subarray(0, 10), body.subarray(10)] };
  },
};

/** curl 7.68, which escapes quotes with a backslash; large bodies are asked for first. */
const curl: ClientShape = {
  name: 'curl 7.68',
  toJson: (asking, body) => {
    const bytes = toBytes(JSON.stringify(body));
    const head = [HOST, 'User-Agent: curl/7.68.0', 'Accept: */*'];
    return { head: toHead(asking, head, ['content-type: application/json', lengthOf(bytes)]), body: [bytes] };
  },
  toForm: (asking, { fields, file }) => {
    const boundary = '------------------------6cb5c1b26f2f9126';
    const body = joinParts(boundary, '\r\n', [
      {
        head: [
          `Content-Disposition: form-data; name="file"; filename="${file.name.replace(/["\\]/g, '\\$&')}"`,
          `Content-Type: ${file.type}`,
        ],
        value: file.bytes,
      },
      ...Object.entries(fields).map(([name, value]) => ({
        head: [`Content-Disposition: form-data; name="${name}"`],
        value,
      })),
    ]);
    const after = [lengthOf(body), `Content-Type: multipart/form-data; boundary=${boundary}`];
    const expect = body.byteLength > 1_048_576 ? ['Expect: 100-continue'] : [];
    const head = toHead(asking, [HOST, 'User-Agent: curl/7.68.0', 'Accept: */*'], [...after, ...expect]);
    return { head, body: [body] };
  },
};

export const CLIENT_SHAPES: readonly ClientShape[] = [dotNet, dotNetFramework, apache, oldJava, python, curl];

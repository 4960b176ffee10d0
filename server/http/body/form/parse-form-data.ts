import { Dicer } from '@fastify/busboy';
import { domainError } from '@/server/shared/errors';
import { decodeBytes } from './decode-bytes';
import { parseHeaderParameters } from './header-parameters';
import { repairFormLines } from './repair-form-lines';

/*
 * body/form-bounded   A form has at most 100 parts, 1 MiB in a text field and 16 KiB of headers in a part, and the bytes of
 *                     its files are counted as they are read: no length that the sender names is trusted.
 * body/form-tolerant  A form is read as old and unusual clients write it: see header-parameters.ts and repair-form-lines.ts.
 */

/** A multipart form. Of fields that share a name, the first one counts. */
export type FormParts = { fields: ReadonlyMap<string, string>; files: readonly FormFile[] };

/** `name` and `type` are the sender's; `name` may be any text. */
export type FormFile = { field: string; name: string; type: string; bytes: Uint8Array };

type Header = Readonly<Record<string, readonly string[]>>;
type Part = { header: Header; chunks: Buffer[] };

const FORM_TYPE = 'multipart/form-data';
const MAX_PARTS = 100;
const MAX_FIELD_BYTES = 1_048_576;
const MAX_HEADER_BYTES = 16_384;
const MAX_HEADER_LINES = 100;
const MAX_BOUNDARY = 200;
// A part without a file name is a file only if its type is not one that texts are sent as.
const TEXT_TYPE = /^(?:$|text\/|application\/json$|application\/xml$)/;

/** Parses a body as a form with files; throws unsupported_media_type, limit_exceeded or invalid_request. */
export async function parseFormData(contentType: string | null, body: Uint8Array): Promise<FormParts> {
  const { value, parameters } = parseHeaderParameters(contentType ?? '');
  if (value !== FORM_TYPE || parameters.size === 0)
    throw domainError('unsupported_media_type', { expected: FORM_TYPE });
  const boundary = parameters.get('boundary') ?? '';
  if (boundary === '' || boundary.length > MAX_BOUNDARY) throw malformed();
  const parts = await readParts(repairFormLines(body, boundary, MAX_PARTS), boundary);
  const fields = new Map<string, string>();
  const files: FormFile[] = [];
  for (const part of parts) place(part, fields, files);
  return { fields, files };
}

function readParts(body: Uint8Array, boundary: string): Promise<Part[]> {
  const limits = { boundary, maxHeaderSize: MAX_HEADER_BYTES, maxHeaderPairs: MAX_HEADER_LINES };
  const parser = new Dicer(limits);
  const parts: Part[] = [];
  return new Promise((resolve, reject) => {
    parser.on('part', (stream) => {
      const part: Part = { header: {}, chunks: [] };
      parts.push(part);
      if (parts.length > MAX_PARTS) reject(tooLarge('parts of a form', MAX_PARTS));
      stream.on('header', (header) => {
        part.header = header as Header;
      });
      stream.on('data', (chunk: Buffer) => part.chunks.push(chunk));
      stream.on('error', () => reject(malformed()));
    });
    parser.on('error', () => reject(malformed()));
    parser.on('finish', () => resolve(parts));
    parser.end(body);
  });
}

function place({ header, chunks }: Part, fields: Map<string, string>, files: FormFile[]): void {
  const [disposition = ''] = header['content-disposition'] ?? [];
  const { parameters } = parseHeaderParameters(disposition);
  const field = parameters.get('name');
  if (field === undefined) return;
  const { value: type, parameters: ofType } = parseHeaderParameters(header['content-type']?.[0] ?? '');
  const name = parameters.get('filename');
  const bytes = decodeTransfer(join(chunks), header['content-transfer-encoding']?.[0]);
  if (name !== undefined || !TEXT_TYPE.test(type)) {
    // A browser sends an empty part for a file input in which nothing was chosen.
    if (name || bytes.byteLength > 0) files.push({ field, name: name ?? '', type, bytes });
    return;
  }
  if (bytes.byteLength > MAX_FIELD_BYTES) throw tooLarge('bytes of a form field', MAX_FIELD_BYTES);
  if (!fields.has(field)) fields.set(field, decodeBytes(bytes, ofType.get('charset') ?? ''));
}

// Mail libraries send base64; browsers and HTTP libraries send bytes.
function decodeTransfer(bytes: Uint8Array, encoding: string | undefined): Uint8Array {
  if (encoding?.trim().toLowerCase() !== 'base64') return bytes;
  return Buffer.from(Buffer.from(bytes).toString('latin1'), 'base64');
}

// The chunks are views of the body, so that one chunk needs no copy.
function join(chunks: readonly Buffer[]): Uint8Array {
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks);
}

function tooLarge(limit: string, max: number): Error {
  return domainError('limit_exceeded', { limit, max });
}

function malformed(): Error {
  return domainError('invalid_request', { issues: [{ path: [], message: 'is no multipart form' }] });
}

import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { domainError } from '@/server/shared/errors';

/*
 * body/form-bounded  A form has at most 100 parts, 1 MiB in a text field and 16 KiB of headers in a part, and the bytes of
 *                    its files are counted as they are read: no length that the sender names is trusted.
 */

/** A multipart form. Where parts share a name, the first one counts. */
export type FormParts = { fields: ReadonlyMap<string, string>; files: ReadonlyMap<string, FormFile> };

/** `name` and `type` are the sender's; `name` may be any text. */
type FormFile = { name: string; type: string; bytes: Uint8Array };

const FORM_TYPE = /^multipart\/form-data\s*;/i;
const MAX_PARTS = 100;
const MAX_FIELD_BYTES = 1_048_576;
const MAX_HEADER_BYTES = 16_384;

/** Parses a body as a form with files; throws unsupported_media_type, limit_exceeded or invalid_request. */
export async function parseFormData(contentType: string | null, body: Uint8Array): Promise<FormParts> {
  if (contentType === null || !FORM_TYPE.test(contentType)) {
    throw domainError('unsupported_media_type', { expected: 'multipart/form-data' });
  }
  const parser = createParser(contentType);
  const files = new Map<string, FormFile>();
  const fields = new Map<string, string>();
  return new Promise((resolve, reject) => {
    parser.on('file', (field, stream, name, _encoding, type) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', () => reject(malformed()));
      stream.on('end', () => {
        if (!files.has(field)) files.set(field, { name: toFileName(name), type, bytes: join(chunks) });
      });
    });
    parser.on('field', (name, value, _isNameCut, isCut) => {
      if (isCut) reject(tooLarge('bytes of a form field', MAX_FIELD_BYTES));
      else if (!fields.has(name)) fields.set(name, value);
    });
    parser.on('partsLimit', () => reject(tooLarge('parts of a form', MAX_PARTS)));
    parser.on('error', () => reject(malformed()));
    parser.on('finish', () => resolve({ fields, files }));
    parser.end(body);
  });
}

function createParser(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      limits: { parts: MAX_PARTS, fieldSize: MAX_FIELD_BYTES, headerSize: MAX_HEADER_BYTES },
      preservePath: true,
      isPartAFile: (_field, _type, name) => name !== undefined,
    });
  } catch {
    throw malformed();
  }
}

// Browsers write these three as in a URL.
function toFileName(name: string): string {
  return name.replaceAll('%22', '"').replaceAll(/%0D/gi, '\r').replaceAll(/%0A/gi, '\n');
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

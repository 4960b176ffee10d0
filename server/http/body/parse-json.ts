import { domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Throws unsupported_media_type for a body of another type; a missing type means JSON. */
export function requireJsonType(contentType: string | null, bytes: Uint8Array): void {
  if (bytes.byteLength === 0 || contentType === null || JSON_TYPE.test(contentType.trim())) return;
  throw domainError('unsupported_media_type', { expected: 'application/json' });
}

/** Parses a body as JSON that the database can store unchanged; throws malformed_json or invalid_request. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) throw domainError('malformed_json', { reason: 'the body is empty' });
  return requireStorable(decode(bytes));
}

function decode(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (error) {
    const reason = error instanceof SyntaxError ? error.message : 'the body is not valid UTF-8';
    throw domainError('malformed_json', { reason });
  }
}

import { domainError, type FieldIssue } from '@/server/shared/errors';
import { findInexactNumbers, type InexactNumber } from '@/server/shared/json-numbers';
import { requireStorable } from '@/server/shared/require-storable';
import { shorten } from '@/server/shared/shorten';

const utf8 = new TextDecoder('utf-8', { fatal: true });
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Throws unsupported_media_type for a body of another type; a missing type means JSON. */
export function requireJsonType(contentType: string | null, bytes: Uint8Array): void {
  if (bytes.byteLength === 0 || contentType === null || JSON_TYPE.test(contentType.trim())) return;
  throw domainError('unsupported_media_type', { expected: 'application/json' });
}

/**
 * Parses a body as JSON that the database can store unchanged; throws malformed_json or invalid_request. A number that a
 * double cannot carry is refused by its path (json/numbers-unchanged).
 */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.byteLength === 0) throw domainError('malformed_json', { reason: 'the body is empty' });
  const text = decode(bytes);
  const value = parse(text);
  const inexact = findInexactNumbers(text, MOST_NAMED);
  if (inexact.length > 0) throw domainError('invalid_request', { issues: inexact.map(toIssue) });
  return requireStorable(value);
}

const MOST_NAMED = 20;
const MOST_NUMBER_CHARS = 40;

function toIssue({ path, text }: InexactNumber): FieldIssue {
  const number = shorten(text, MOST_NUMBER_CHARS);
  return { path, message: `is a number that cannot be kept exactly (${number}); send it as a string` };
}

function decode(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw domainError('malformed_json', { reason: 'the body is not valid UTF-8' });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw domainError('malformed_json', { reason: error instanceof Error ? error.message : String(error) });
  }
}

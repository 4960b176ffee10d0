import { createHash } from 'node:crypto';
import { type EndpointResponse, type ResponseHeaders, renderResponse } from './response';

const TAG_CHARS = 27;

/** Answers a read with a tag of its bytes, or 304 to a caller whose If-None-Match names them already. */
export function respondWithETag(
  body: object,
  ifNoneMatch: string | null,
  headers: ResponseHeaders,
): EndpointResponse {
  const { text } = renderResponse({ status: 200, body });
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, TAG_CHARS)}"`;
  const tagged = { ...headers, ETag: tag };
  return matches(ifNoneMatch, tag)
    ? { status: 304, headers: tagged }
    : { status: 200, body, headers: tagged };
}

/** A weak tag is as good as a strong one for a read. */
function matches(header: string | null, tag: string): boolean {
  if (header === null) return false;
  return header.split(',').some((given) => given.trim() === '*' || given.trim().replace(/^W\//, '') === tag);
}

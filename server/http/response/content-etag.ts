import { createHash } from 'node:crypto';
import { type ResponseHeaders, renderResponse } from './response';

const TAG_CHARS = 27;

type TaggedResponse<Body> =
  | { status: 200; body: Body; headers: ResponseHeaders }
  | { status: 304; headers: ResponseHeaders };

/** Responds to a read with the ETag of its bytes, or with 304 where If-None-Match names that ETag. */
export function respondWithETag<Body extends object>(
  body: Body,
  ifNoneMatch: string | null,
  headers: ResponseHeaders,
): TaggedResponse<Body> {
  const { text } = renderResponse({ status: 200, body });
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, TAG_CHARS)}"`;
  const tagged = { ...headers, ETag: tag };
  return matches(ifNoneMatch, tag)
    ? { status: 304, headers: tagged }
    : { status: 200, body, headers: tagged };
}

/** If-None-Match compares weakly (RFC 9110, section 13.1.2). */
function matches(header: string | null, tag: string): boolean {
  if (header === null) return false;
  return header.split(',').some((given) => given.trim() === '*' || given.trim().replace(/^W\//, '') === tag);
}

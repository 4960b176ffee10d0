import { respondWithETag } from '@/server/http/response/content-etag';
import { KEY_HEADER } from '../auth';

const CACHED = 'private, max-age=60';

/** Answers with an `ETag`; pages may cache it for a minute. */
export function answerPublicRead<Body extends object>(body: Body, ifNoneMatch: string | null) {
  return respondWithETag(body, ifNoneMatch, {
    'Cache-Control': CACHED,
    Vary: `Origin, ${KEY_HEADER}`,
    'X-Edge-Source': 'origin',
  });
}

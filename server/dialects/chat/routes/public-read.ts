import { respondWithETag } from '@/server/http/response/content-etag';
import { KEY_HEADER } from '../auth';

const CACHED = 'private, max-age=60';

/** Answers a read that pages may keep for a minute and ask for again by its tag. */
export function answerPublicRead(body: object, ifNoneMatch: string | null) {
  return respondWithETag(body, ifNoneMatch, {
    'Cache-Control': CACHED,
    Vary: `Origin, ${KEY_HEADER}`,
    'X-Edge-Source': 'origin',
  });
}

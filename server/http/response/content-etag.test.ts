import { describe, expect, it } from 'vitest';
import { respondWithETag } from './content-etag';

const BODY = { id: 7 };
const read = (ifNoneMatch: string | null, body: object = BODY) =>
  respondWithETag(body, ifNoneMatch, { 'Cache-Control': 'no-cache' });
const TAG = read(null).headers.ETag ?? '';
const FULL = { status: 200, body: BODY, headers: { 'Cache-Control': 'no-cache', ETag: TAG } };
const UNCHANGED = { status: 304, headers: { 'Cache-Control': 'no-cache', ETag: TAG } };

describe('the response to a read', () => {
  it('has a strong ETag of its bytes', () => {
    expect(TAG).toMatch(/^"[\w-]{27}"$/);
    expect(read(null)).toEqual(FULL);
    expect(read(null, { id: 7 }).headers.ETag).toBe(TAG);
    expect(read(null, { id: 8 }).headers.ETag).not.toBe(TAG);
  });

  it.each([TAG, `W/${TAG}`, '*', `"other", ${TAG}`, ` W/${TAG} ,"other"`, 'x, *'])(
    'is 304 for %s',
    (header) => {
      expect(read(header)).toEqual(UNCHANGED);
    },
  );

  it.each(['', '"other"', TAG.slice(1, -1), `${TAG}x`, `xW/${TAG}`, '"other", "third"', '**'])(
    'is complete for %s',
    (header) => {
      expect(read(header)).toEqual(FULL);
    },
  );
});

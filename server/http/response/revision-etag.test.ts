import { describe, expect, it } from 'vitest';
import { isDomainError } from '@/server/shared/errors';
import { parseIfMatch, parseIfMatchHash, toETag, toHashETag } from './revision-etag';

const HASH = '0123456789abcdef0123456789abcdef';

/** The parsed header, or the problem of the error. */
function outcomeOf<T>(parse: (header: string | null) => T, header: string | null) {
  try {
    return parse(header);
  } catch (error) {
    return isDomainError(error) ? error.problem : error;
  }
}

const FOREIGN = { code: 'precondition_failed', details: { current: 'unknown' } };

describe('If-Match of a revision', () => {
  it.each([
    [null, undefined],
    ['*', undefined],
    ['  * ', undefined],
    [toETag(0), 0],
    [toETag(17), 17],
    [` ${toETag(999_999_999)} `, 999_999_999],
    ['"1234567890"', FOREIGN],
    ['17', FOREIGN],
    ['"17', FOREIGN],
    ['W/"17"', FOREIGN],
    ['"17", "18"', FOREIGN],
    ['"-1"', FOREIGN],
    ['""', FOREIGN],
    ['', FOREIGN],
  ])('%s is %s', (header, revision) => {
    expect(outcomeOf(parseIfMatch, header)).toEqual(revision);
  });
});

describe('If-Match of a hash', () => {
  it.each([
    [null, undefined],
    ['*', undefined],
    ['  * ', undefined],
    [toHashETag(HASH), HASH],
    [` ${toHashETag(HASH)} `, HASH],
    [HASH, FOREIGN],
    [`W/"${HASH}"`, FOREIGN],
    [`"${HASH}0"`, FOREIGN],
    [`"${HASH.slice(1)}"`, FOREIGN],
    [`"${HASH.replace('f', 'g')}"`, FOREIGN],
    [`"${HASH}", "${HASH}"`, FOREIGN],
    ['', FOREIGN],
  ])('%s is %s', (header, hash) => {
    expect(outcomeOf(parseIfMatchHash, header)).toEqual(hash);
  });
});

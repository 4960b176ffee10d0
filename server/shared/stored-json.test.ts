import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toStoredJson } from './stored-json';

describe('toStoredJson', () => {
  it('replaces what PostgreSQL refuses', () => {
    expect(JSON.parse(toStoredJson({ a: 'x\u0000y', '\ud800': ['\udc00'] }))).toEqual({
      a: 'x\ufffdy',
      '\ufffd': ['\ufffd'],
    });
  });

  it('replaces it wherever it stands, and keeps pairs and escapes', () => {
    const given = ['a\0b', 'c\ud800', 'd\udc00e', '\ud83d\ude00', '\\u0000', '\\\\ud800'];
    const stored = ['a\ufffdb', 'c\ufffd', 'd\ufffde', '\ud83d\ude00', '\\u0000', '\\\\ud800'];
    expect(JSON.parse(toStoredJson(given))).toEqual(stored);
  });

  it('leaves a written-out escape alone', () => {
    const text = 'C:\\u0000 and \\\\ud800 \\';
    expect(JSON.parse(toStoredJson({ text, bad: '\u0000' }))).toEqual({ text, bad: '\ufffd' });
  });

  it('keeps every storable value as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'grapheme' }), (value) => {
        expect(JSON.parse(toStoredJson(value))).toEqual(
          JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '\\ufffd')),
        );
      }),
    );
  });
});

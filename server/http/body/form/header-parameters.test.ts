import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseHeaderParameters } from './header-parameters';

const nameOf = (header: string) =>
  parseHeaderParameters(Buffer.from(`form-data; ${header}`).toString('latin1')).parameters.get('filename');

describe('parseHeaderParameters', () => {
  it.each([
    ['a token', 'filename=a.png', 'a.png'],
    ['a token with spaces', 'filename=my photo.png; name=x', 'my photo.png'],
    ['UTF-8', 'filename="ä€😀.png"', 'ä€😀.png'],
    ['quotes and backslashes that are escaped', 'filename="a \\"b\\" \\\\ c;d=e.png"', 'a "b" \\ c;d=e.png'],
    ['a Windows path', 'filename="C:\\dir\\new.png"', 'C:\\dir\\new.png'],
    ['a path that ends in a backslash', 'filename="C:\\dir\\\\"; name="x"', 'C:\\dir\\'],
    ['escapes of browsers', 'filename="a%22b%0D%0Ac%41.png"', 'a"b\r\nc%41.png'],
    ['nothing', 'filename=""', ''],
    ['no closing quote', 'filename="a.png', 'a.png'],
    ['a charset', "filename*=utf-8''na%C3%AFve.png", 'naïve.png'],
    ['a charset and a language', "filename*=ISO-8859-1'en'%E4.png", 'ä.png'],
    ['a charset that is quoted', `filename*="utf-8''%C3%A4.png"`, 'ä.png'],
    ['an unknown charset', "filename*=nonsense''%E4.png", 'ä.png'],
    ['percent signs that escape nothing', "filename*=utf-8''100%.png", '100%.png'],
    ['both forms', `filename="a.png"; filename*=utf-8''%C3%A4.png`, 'ä.png'],
    ['both forms, the longer one first', `filename*=utf-8''%C3%A4.png; filename="a.png"`, 'ä.png'],
    ['the forms of .NET', `filename="=?utf-8?B?w6QucG5n?="; filename*=utf-8''%C3%A4.png`, 'ä.png'],
    ['encoded words', 'filename="=?UTF-8?Q?=C3=A4_?= =?utf-8?b?4oKs?=.png"', 'ä €.png'],
    ['pieces', 'filename*1="c.png"; filename*0="ab"', 'abc.png'],
    ['pieces with a charset', 'filename*0*=utf-8\'\'%C3; filename*1*=%A4; filename*2="%41.png"', 'ä%41.png'],
  ])('reads %s', (_, header, name) => {
    expect(nameOf(header)).toBe(name);
  });

  it('takes bytes that are not UTF-8 as Latin-1', () => {
    expect(parseHeaderParameters('form-data; filename="\xe4\xdf.png"').parameters.get('filename')).toBe(
      'äß.png',
    );
  });

  it('names value and parameters in lower case, the first of each name', () => {
    const { value, parameters } = parseHeaderParameters('Form-Data ; NAME="A"; name="b"; x; =y');
    expect([value, ...parameters]).toEqual(['form-data', ['name', 'A']]);
  });

  it('reads back every name that is quoted or encoded, and any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const quoted = name.replace(/["\\]/g, '\\$&').replace(/=\?|%(?=0[ad]|22)/gi, 'x');
        expect(nameOf(`filename="${quoted}"`)).toBe(quoted.replace(/\\(["\\])/g, '$1'));
        expect(nameOf(`filename*=UTF-8''${encodeURIComponent(name)}`)).toBe(name);
        expect(typeof (nameOf(name) ?? '')).toBe('string');
      }),
    );
  });

  it('reads a long header quickly', () => {
    for (const piece of ['=?a?b?', ';', '"', '\\', 'a*0=b;', "'", '%', '=? ='])
      expect(() => parseHeaderParameters(piece.repeat(16_000 / piece.length))).not.toThrow();
  }, 2_000);
});

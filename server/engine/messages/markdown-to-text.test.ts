import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownToText } from './markdown-to-text';

describe('markdownToText (messages/plain-markdown)', () => {
  it.each([
    ['**bold** _it_ ~~no~~ `code` ***both***', 'bold it no code both'],
    ['[link](https://a.test/x?y=ü)', 'link (https://a.test/x?y=ü)'],
    [
      '[https://a.test](https://a.test) <https://b.test> https://c.test',
      'https://a.test https://b.test https://c.test',
    ],
    ['[me](mailto:a@b.test) [call](tel:+4930)', 'me (a@b.test) call (tel:+4930)'],
    ['[x](javascript:alert(1)) [](https://a.test)', 'x https://a.test'],
    [
      '![alt](https://a.test/y.png) ![](https://a.test/z.png)',
      'alt (https://a.test/y.png) https://a.test/z.png',
    ],
    ['# Title\n\nline one\nline two  \nline three', 'Title\n\nline one\nline two\nline three'],
    ['- a\n- b\n  - c\n    more\n\n* d\n\nafter', '- a\n- b\n  - c\n    more\n- d\n\nafter'],
    ['1. a\n2. b\n\n   more of b', '1. a\n2. b\n   more of b'],
    ['3) x\n4) y', '3) x\n4) y'],
    ['> quote\n> more', 'quote\nmore'],
    ['a\n\n---\n\nb', 'a\n\n---\n\nb'],
    ['```js\nlet a = 1;\n  b\n```', 'let a = 1;\n  b'],
    ['\\*not\\* &amp; &lt;b&gt; <b>html</b>', '*not* & <b> <b>html</b>'],
    ['snake_case_name, 5 * 3, a < b & c', 'snake_case_name, 5 * 3, a < b & c'],
    ['Plain text.\nSecond line', 'Plain text.\nSecond line'],
    ['Grüße 你好 👩‍👩‍👧', 'Grüße 你好 👩‍👩‍👧'],
    ['', ''],
  ])('reads %j', (source, text) => {
    expect(markdownToText(source)).toBe(text);
  });

  it('is total, and quick for any mark', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (source) => typeof markdownToText(source) === 'string'),
    );
    for (const mark of [
      '1. ',
      '- ',
      '> ',
      '[',
      '![',
      '*',
      '_',
      '`',
      '<',
      '&',
      '\\',
      '~~',
      '[](',
      '**a',
      '# ',
      '    ',
    ])
      expect(markdownToText(mark.repeat(20_000 / mark.length)).length).toBeLessThan(60_000);
    expect(markdownToText('*a*'.repeat(10_000))).toHaveLength(30_000);
  });
});

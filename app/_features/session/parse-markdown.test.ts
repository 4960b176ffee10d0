import { describe, expect, it } from 'vitest';
import { parseInline } from './parse-inline';
import { parseMarkdown } from './parse-markdown';

const text = (value: string) => ({ type: 'text', text: value });

describe('parseInline', () => {
  it('reads emphasis, code and links', () => {
    expect(parseInline('**Good** *to* ~~not~~ `have` [you](https://a.test/b)')).toEqual([
      { type: 'strong', children: [text('Good')] },
      text(' '),
      { type: 'emphasis', children: [text('to')] },
      text(' '),
      { type: 'deleted', children: [text('not')] },
      text(' '),
      { type: 'code', text: 'have' },
      text(' '),
      { type: 'link', href: 'https://a.test/b', children: [text('you')] },
    ]);
  });

  it('keeps emphasis within emphasis', () => {
    expect(parseInline('**a *b* c**')).toEqual([
      { type: 'strong', children: [text('a '), { type: 'emphasis', children: [text('b')] }, text(' c')] },
    ]);
  });

  it.each(['2 * 3 * 4', 'snake_case_name', '**open', '`', '[a](b', '* a*', 'a ~ b'])(
    'leaves %j as it is',
    (source) => {
      expect(parseInline(source)).toEqual([text(source)]);
    },
  );

  it('takes a backslash before a mark for the mark itself', () => {
    expect(parseInline('\\*a\\*')).toEqual([text('*a*')]);
  });

  it('finds addresses, without the full stop after them', () => {
    expect(parseInline('See https://a.test/x?y=1.')).toEqual([
      text('See '),
      { type: 'link', href: 'https://a.test/x?y=1', children: [text('https://a.test/x?y=1')] },
      text('.'),
    ]);
  });

  it.each([
    '[a](javascript:alert(1))',
    '[a](data:text/html,x)',
    '[a](/sign-out)',
    '[a](//evil.test)',
    '<javascript:alert(1)>',
    '<img src=x onerror=alert(1)>',
  ])('makes no link of %s', (source) => {
    expect(JSON.stringify(parseInline(source))).not.toContain('"link"');
  });

  it.each(['[a](tel:+123)', '<tel:+123>', '[a](ftp://a.test)'])(
    'makes no link of %s, but of mail',
    (source) => {
      expect(JSON.stringify(parseInline(source))).not.toContain('"link"');
      expect(parseInline('<mailto:a@b.test>')).toMatchObject([{ type: 'link', href: 'mailto:a@b.test' }]);
    },
  );
});

/*
 * markdown/linear: what a text costs grows as it does. A parser that looks to the end of the text at every mark would
 * take hours for these.
 */
describe('markdown/linear', () => {
  const SIZE = 600_000;
  it.each([
    '*',
    ' *a',
    '*a ',
    '**a ',
    '_',
    '_a ',
    'a_',
    '__a ',
    '`',
    '``',
    '[',
    '[a',
    '[a](',
    '](',
    '[a]( ',
    '<',
    '<a ',
    '<a',
    '(',
    ')',
    '~~',
    '~~a ',
    '\\',
    '\\*',
    'h',
    'https://[ ',
    '.',
    '**_~~[',
  ])('is read to its end: %j again and again', (mark) => {
    const source = mark.repeat(SIZE / mark.length);
    expect(parseInline(source).length).toBeGreaterThan(0);
    expect(parseInline(`${source}) x > x`).length).toBeGreaterThan(0);
  });

  it('strips the end of a sentence from a long address', () => {
    const source = `https://a.test/${'.'.repeat(SIZE)}`;
    expect(parseInline(source)[0]).toMatchObject({ type: 'link', href: 'https://a.test/' });
  });

  it.each(['# ', '# a', '- ', '> ', '> > ', '1. ', '* * ', '_ ', '\n', '- a\n', '```\n', '#', '# #'])(
    'is read block by block: %j again and again',
    (mark) => {
      const source = mark.repeat(20_000);
      for (let round = 0; round < 3; round++) expect(parseMarkdown(`${source}x`)).toBeDefined();
    },
  );
});

describe('parseMarkdown', () => {
  it('reads blocks', () => {
    const source =
      '# Head\nOne\ntwo\n\n- a\n- **b**\n  more\n\n3. c\n4) d\n\n> said\n> so\n\n---\n```ts\n*x*\n```';
    expect(parseMarkdown(source)).toEqual([
      { type: 'heading', level: 1, children: [text('Head')] },
      { type: 'paragraph', children: [text('One'), { type: 'break' }, text('two')] },
      {
        type: 'list',
        ordered: false,
        start: 1,
        items: [[text('a')], [{ type: 'strong', children: [text('b')] }, { type: 'break' }, text('more')]],
      },
      { type: 'list', ordered: true, start: 3, items: [[text('c')], [text('d')]] },
      { type: 'quote', children: [text('said'), { type: 'break' }, text('so')] },
      { type: 'rule' },
      { type: 'code', text: '*x*' },
    ]);
  });

  it('keeps every character of a text that is too long', () => {
    const blocks = parseMarkdown('a'.repeat(20_001));
    expect(blocks).toHaveLength(2);
    expect(
      JSON.stringify(blocks)
        .match(/a+/g)
        ?.reduce((sum, run) => sum + run.length, 0),
    ).toBeGreaterThan(20_000);
  });

  it.each([
    ['# a #', 'a'],
    ['## a ### ', 'a'],
    ['# a#', 'a#'],
    ['#  a # b', 'a # b'],
  ])('leaves out what closes a heading: %j', (source, title) => {
    expect(parseMarkdown(source)).toMatchObject([{ type: 'heading', children: [text(title)] }]);
  });

  it('treats HTML as text', () => {
    expect(parseMarkdown('<script>alert(1)</script>')).toEqual([
      { type: 'paragraph', children: [text('<script>alert(1)</script>')] },
    ]);
  });
});

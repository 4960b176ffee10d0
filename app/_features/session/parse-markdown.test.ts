import { describe, expect, it } from 'vitest';
import { type MarkdownNode, parseMarkdown } from './parse-markdown';

const text = (value: string) => ({ type: 'text', text: value });

/** The children of a text that is one paragraph. */
const parseInline = (source: string): MarkdownNode[] => {
  const [paragraph] = parseMarkdown(source);
  return paragraph?.type === 'paragraph' ? paragraph.children : [];
};

describe('the parts of a paragraph', () => {
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

  it.each(['2 * 3 * 4', 'snake_case_name', '**open', '`', '[a](b', 'x * a*', 'a ~ b'])(
    'leaves %j unchanged',
    (source) => {
      expect(parseInline(source)).toEqual([text(source)]);
    },
  );

  it('reads an escaped mark as the mark itself', () => {
    expect(parseInline('\\*a\\*')).toEqual([text('*a*')]);
  });

  it('finds URLs, without the full stop after them', () => {
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
  ])('does not link %s', (source) => {
    expect(JSON.stringify(parseInline(source))).not.toContain('"link"');
  });

  it.each(['[a](tel:+123)', '<tel:+123>', '[a](ftp://a.test)'])(
    'does not link %s, but links mail addresses',
    (source) => {
      expect(JSON.stringify(parseInline(source))).not.toContain('"link"');
      expect(parseInline('<mailto:a@b.test>')).toMatchObject([{ type: 'link', href: 'mailto:a@b.test' }]);
    },
  );
});

/*
 * A parser that scans to the end of the text at every mark would take hours for these: markdown/linear.
 */
describe('markdown/linear', () => {
  const marks = [
    ...['*', ' *a', '*a ', '**a ', '_', '_a ', 'a_', '__a ', '`', '``', '[', '[a', '[a](', '](', '[a]( '],
    ...['<', '<a ', '<a', '(', ')', '~~', '~~a ', '\\', '\\*', 'h', 'https://[ ', '.', '**_~~[', '!['],
    ...[
      '# ',
      '# a',
      '- ',
      '> ',
      '>',
      '> > ',
      '1. ',
      '* * ',
      '_ ',
      '\n',
      '- a\n',
      '```\n',
      '#',
      '# #',
      '\t- ',
    ],
  ];
  it.each(marks)('parses %j again and again', (mark) => {
    const source = mark.repeat(600_000 / mark.length);
    expect(parseMarkdown(`x${source}`)).toBeDefined();
    expect(parseMarkdown(`${source}) x > x`).length).toBeGreaterThan(0);
  });

  it('strips the end of a sentence from a long address', () => {
    const source = `https://a.test/${'.'.repeat(10_000)}`;
    expect(parseInline(source)[0]).toMatchObject({ type: 'link', href: 'https://a.test/' });
  });
});

describe('parseMarkdown', () => {
  it('reads blocks', () => {
    const source =
      '# Head\nOne\ntwo\n\n- a\n- **b**\n  more\n\n3. c\n4) d\n\n> said\n> so\n\n---\n```ts\n*x*\n```';
    const item = (...children: object[]) => ({ type: 'item', children });
    expect(parseMarkdown(source)).toEqual([
      { type: 'heading', children: [text('Head')] },
      { type: 'paragraph', children: [text('One'), { type: 'break' }, text('two')] },
      {
        type: 'bullets',
        children: [
          item(text('a')),
          item({ type: 'strong', children: [text('b')] }, { type: 'break' }, text('more')),
        ],
      },
      { type: 'numbers', start: 3, children: [item(text('c'))] },
      { type: 'numbers', start: 4, children: [item(text('d'))] },
      {
        type: 'quote',
        children: [{ type: 'paragraph', children: [text('said'), { type: 'break' }, text('so')] }],
      },
      { type: 'rule' },
      { type: 'block-code', text: '*x*' },
    ]);
  });

  it('reads lists within lists, and stops at a depth', () => {
    expect(parseMarkdown('- a\n  1. b')).toEqual([
      {
        type: 'bullets',
        children: [
          {
            type: 'item',
            children: [
              text('a'),
              { type: 'numbers', start: 1, children: [{ type: 'item', children: [text('b')] }] },
            ],
          },
        ],
      },
    ]);
    const depth = (nodes: MarkdownNode[]): number =>
      nodes.reduce((most, node) => Math.max(most, 'children' in node ? 1 + depth(node.children) : 0), 0);
    expect(depth(parseMarkdown('> '.repeat(5_000)))).toBeLessThan(25);
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
  ])('leaves out the closing marks of a heading: %j', (source, title) => {
    expect(parseMarkdown(source)).toMatchObject([{ type: 'heading', children: [text(title)] }]);
  });

  it('treats HTML and pictures as text', () => {
    expect(parseMarkdown('<script>alert(1)</script>')).toEqual([
      { type: 'paragraph', children: [text('<script>alert(1)</script>')] },
    ]);
    expect(parseMarkdown('![a](https://a.test/b.png)')).toEqual([
      {
        type: 'paragraph',
        children: [text('!'), { type: 'link', href: 'https://a.test/b.png', children: [text('a')] }],
      },
    ]);
  });
});

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

  it('is done with hostile text quickly', () => {
    const started = performance.now();
    for (const mark of ['*', '_', '`', '[', '](', '**a', '<', '~~', '\\', 'h']) {
      parseMarkdown(mark.repeat(20_000));
    }
    expect(performance.now() - started).toBeLessThan(3_000);
  });
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

  it('treats HTML as text', () => {
    expect(parseMarkdown('<script>alert(1)</script>')).toEqual([
      { type: 'paragraph', children: [text('<script>alert(1)</script>')] },
    ]);
  });
});

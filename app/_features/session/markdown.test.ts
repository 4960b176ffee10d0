import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import Markdown from './markdown';

const render = (text: string) => renderToStaticMarkup(createElement(Markdown, { text }));

it('renders elements, and no HTML of the text', () => {
  const html = render('**a** <img src=x onerror=alert(1)> <script>alert(1)</script>');
  expect(html).toContain('<strong class="font-semibold">a</strong>');
  expect(html).not.toMatch(/<(img|script)/);
});

it('opens links in a new tab, without a referrer', () => {
  expect(render('[a](https://a.test/?x=1&y="2")')).toContain(
    '<a href="https://a.test/?x=1&amp;y=%222%22" target="_blank" rel="noreferrer noopener"',
  );
  expect(render('[a](javascript:alert(1)) ![b](https://b.test/c.png)')).not.toMatch(
    /javascript:alert\(1\)"|<img/,
  );
});

it('numbers a list from its first number, and nests lists', () => {
  expect(render('3. a\n   - b')).toMatch(/<ol start="3"[^>]*><li>a<ul[^>]*><li>b<\/li><\/ul><\/li><\/ol>/);
});

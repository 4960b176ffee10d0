import MarkdownIt, { type Token } from 'markdown-it';
import { shorten } from '@/app/_lib/shorten';
import { parseTextLink } from './safe-url';

/*
 * markdown/safe: HTML and pictures are text, and a link leads only where `parseTextLink` lets it.
 * markdown/linear: parsing takes time in proportion to the text. Past 20,000 characters and 20 levels everything is text.
 */

const MAX_CHARS = 20_000;
const MAX_NESTING = 20;

type Container = 'paragraph' | 'heading' | 'quote' | 'bullets' | 'item' | 'strong' | 'emphasis' | 'deleted';

/** A part of a markdown text. A link's `href` is one that `parseTextLink` let through. */
export type MarkdownNode =
  | { type: 'text' | 'code' | 'block-code'; text: string }
  | { type: 'break' | 'rule' }
  | { type: Container; children: MarkdownNode[] }
  | { type: 'numbers'; start: number; children: MarkdownNode[] }
  | { type: 'link'; href: string; children: MarkdownNode[] };

const CONTAINERS: Readonly<Record<string, Container>> = {
  paragraph_open: 'paragraph',
  heading_open: 'heading',
  blockquote_open: 'quote',
  bullet_list_open: 'bullets',
  list_item_open: 'item',
  strong_open: 'strong',
  em_open: 'emphasis',
  s_open: 'deleted',
};

const markdown = new MarkdownIt('zero', { linkify: true, maxNesting: MAX_NESTING }).enable([
  ...['blockquote', 'fence', 'heading', 'hr', 'list'],
  ...['autolink', 'backticks', 'emphasis', 'escape', 'link', 'linkify', 'newline', 'strikethrough'],
]);
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
markdown.validateLink = (url) => parseTextLink(url) !== null;

/** Parses headings, paragraphs, lists, quotes, code, rules, emphasis and links. Total. */
export function parseMarkdown(source: string): MarkdownNode[] {
  const head = shorten(source, MAX_CHARS);
  const nodes = toNodes(markdown.parse(head, {}));
  const rest = source.slice(head.length);
  return rest === '' ? nodes : [...nodes, { type: 'paragraph', children: [{ type: 'text', text: rest }] }];
}

function toNodes(tokens: readonly Token[]): MarkdownNode[] {
  const root: MarkdownNode[] = [];
  const open = [root];
  for (const token of tokens) {
    const inside = open.at(-1) ?? root;
    if (token.hidden) continue;
    if (token.nesting < 0) open.pop();
    else if (token.nesting > 0) {
      const node = toContainer(token);
      inside.push(node);
      open.push(node.children);
    } else inside.push(...(token.type === 'inline' ? toNodes(token.children ?? []) : toLeaf(token)));
  }
  return root;
}

function toContainer(token: Token): Extract<MarkdownNode, { children: MarkdownNode[] }> {
  if (token.type === 'link_open')
    return { type: 'link', href: parseTextLink(String(token.attrGet('href'))) ?? '', children: [] };
  if (token.type === 'ordered_list_open')
    return { type: 'numbers', start: Number(token.attrGet('start') ?? 1), children: [] };
  return { type: CONTAINERS[token.type] ?? 'paragraph', children: [] };
}

function toLeaf({ type, content }: Token): MarkdownNode[] {
  switch (type) {
    case 'softbreak':
    case 'hardbreak':
      return [{ type: 'break' }];
    case 'hr':
      return [{ type: 'rule' }];
    case 'fence':
      return [{ type: 'block-code', text: content.replace(/\n$/, '') }];
    case 'code_inline':
      return [{ type: 'code', text: content }];
    default:
      return content === '' ? [] : [{ type: 'text', text: content }];
  }
}

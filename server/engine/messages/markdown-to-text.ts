import MarkdownIt, { type Token } from 'markdown-it';
import { findAddressFault } from './address-fault';

/*
 * messages/plain-markdown  The plain text of a markdown message has its words, line breaks, list marks and addresses, and none
 *                          of its markup. It takes time in proportion to the text, and more than 20,000 characters stay as
 *                          they are.
 */

const MAX_CHARS = 20_000;
const MAX_NESTING = 20;

const markdown = new MarkdownIt('zero', { maxNesting: MAX_NESTING }).enable([
  ...['blockquote', 'fence', 'heading', 'hr', 'list'],
  ...['autolink', 'backticks', 'emphasis', 'entity', 'escape', 'image', 'link', 'newline', 'strikethrough'],
]);
// A forbidden address is left out below; otherwise its markup would stay in the text.
markdown.validateLink = () => true;

/** Returns the plain text of a markdown text. */
export function markdownToText(source: string): string {
  const head = source.slice(0, MAX_CHARS);
  if (head.length < source.length) return source;
  return toBlocks(markdown.parse(head, {})).trim();
}

/** A list that is open: the number of its next item, or null for bullets. */
type List = { next: number | null; mark: string };

function toBlocks(tokens: readonly Token[]): string {
  const lists: List[] = [];
  let text = '';
  let mark = '';
  const put = (block: string): void => {
    const indent = '  '.repeat(Math.max(0, lists.length - 1));
    const gap = text === '' ? '' : lists.length > 0 ? '\n' : '\n\n';
    const lines = block
      .split('\n')
      .map((line, index) => (index === 0 ? mark : ' '.repeat(mark.length)) + line);
    text += gap + lines.map((line) => indent + line).join('\n');
    mark = ' '.repeat(mark.length);
  };
  for (const token of tokens) {
    const list = lists.at(-1);
    if (token.type === 'bullet_list_open') lists.push({ next: null, mark: '-' });
    else if (token.type === 'ordered_list_open')
      lists.push({ next: Number(token.attrGet('start') ?? 1), mark: token.markup });
    else if (token.type === 'list_item_open' && list) mark = toMark(list);
    else if (/^(?:bullet|ordered)_list_close$/.test(token.type)) {
      lists.pop();
      mark = '';
    } else if (token.type === 'inline') put(toInline(token.children ?? []));
    else if (token.type === 'fence') put(token.content.replace(/\n$/, ''));
    else if (token.type === 'hr') put('---');
  }
  return text;
}

function toMark(list: List): string {
  if (list.next === null) return '- ';
  const mark = `${list.next}${list.mark} `;
  list.next += 1;
  return mark;
}

function toInline(tokens: readonly Token[]): string {
  let text = '';
  const links: { address: string; from: number }[] = [];
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') text += '\n';
    else if (token.type === 'link_open')
      links.push({ address: String(token.attrGet('href') ?? ''), from: text.length });
    else if (token.type === 'link_close') {
      const { address = '', from = text.length } = links.pop() ?? {};
      text = text.slice(0, from) + withAddress(text.slice(from), address);
    } else if (token.type === 'image') text += withAddress(token.content, String(token.attrGet('src') ?? ''));
    else text += token.content;
  }
  return text;
}

/** The words of a link or a picture, with its address after them unless they are the same. */
function withAddress(words: string, address: string): string {
  if (findAddressFault(address) !== null) return words;
  const shown = decode(address).replace(/^mailto:/i, '');
  if (words.trim() === '') return shown;
  return words === shown || words === address ? words : `${words} (${shown})`;
}

// The parser encodes what is beyond ASCII.
function decode(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

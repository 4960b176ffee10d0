import { shorten } from '@/app/_lib/shorten';
import { type Inline, parseInline } from './parse-inline';

/** A block of a markdown text, in the small subset that people get to see. */
export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; level: number; children: Inline[] }
  | { type: 'list'; ordered: boolean; start: number; items: Inline[][] }
  | { type: 'quote'; children: Inline[] }
  | { type: 'code'; text: string }
  | { type: 'rule' };

const MAX_CHARS = 20_000;
const FENCE = /^ {0,3}(```|~~~)/;
const HEADING = /^ {0,3}(#{1,6}) +(.*)$/;
const RULE = /^ {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$/;
const QUOTE = /^ {0,3}> ?(.*)$/;
const BULLET = /^ {0,3}[-*+] +(.*)$/;
const NUMBER = /^ {0,3}(\d{1,9})[.)] +(.*)$/;

/** Reads headings, paragraphs, lists, quotes, fenced code and rules; HTML is text. Past 20,000 characters all is text. */
export function parseMarkdown(source: string): Block[] {
  const lines = shorten(source, MAX_CHARS).replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  while (lines.length > 0) {
    const block = takeBlock(lines);
    if (block) blocks.push(block);
  }
  const rest = source.slice(MAX_CHARS);
  return rest === '' ? blocks : [...blocks, { type: 'paragraph', children: [{ type: 'text', text: rest }] }];
}

function takeBlock(lines: string[]): Block | null {
  const line = lines[0] ?? '';
  if (line.trim() === '') {
    lines.shift();
    return null;
  }
  if (FENCE.test(line)) return takeCode(lines);
  const heading = HEADING.exec(line);
  if (heading) {
    lines.shift();
    return {
      type: 'heading',
      level: heading[1]?.length ?? 1,
      children: parseInline(toTitle(heading[2] ?? '')),
    };
  }
  if (RULE.test(line)) {
    lines.shift();
    return { type: 'rule' };
  }
  if (QUOTE.test(line)) return takeQuote(lines);
  if (BULLET.test(line)) return takeList(lines, BULLET, false);
  if (NUMBER.test(line)) return takeList(lines, NUMBER, true);
  return takeParagraph(lines);
}

// A heading may be closed by as many # as one likes, after a space.
function toTitle(text: string): string {
  const title = text.trimEnd();
  let end = title.length;
  while (title[end - 1] === '#') end -= 1;
  return end === 0 || title[end - 1] === ' ' ? title.slice(0, end).trimEnd() : title;
}

function takeCode(lines: string[]): Block {
  const fence = FENCE.exec(lines.shift() ?? '')?.[1] ?? '```';
  const end = lines.findIndex((line) => line.trimStart().startsWith(fence));
  const code = lines.splice(0, end < 0 ? lines.length : end);
  lines.shift();
  return { type: 'code', text: code.join('\n') };
}

function takeQuote(lines: string[]): Block {
  const quoted = takeWhile(lines, (line) => QUOTE.test(line)).map((line) => QUOTE.exec(line)?.[1] ?? '');
  return { type: 'quote', children: parseInline(quoted.join('\n')) };
}

function takeList(lines: string[], item: RegExp, ordered: boolean): Block {
  const start = Number(ordered ? (item.exec(lines[0] ?? '')?.[1] ?? 1) : 1);
  const items: string[] = [];
  for (let line = lines[0]; line !== undefined && line.trim() !== ''; line = lines[0]) {
    const text = item.exec(line)?.at(-1);
    if (text === undefined && startsBlock(line)) break;
    if (text === undefined) items.push(`${items.pop() ?? ''}\n${line.trim()}`);
    else items.push(text);
    lines.shift();
  }
  return { type: 'list', ordered, start, items: items.map((text) => parseInline(text)) };
}

function takeParagraph(lines: string[]): Block {
  const first = lines.shift() ?? '';
  const rest = takeWhile(lines, (line) => line.trim() !== '' && !startsBlock(line));
  return { type: 'paragraph', children: parseInline([first, ...rest].map((line) => line.trim()).join('\n')) };
}

function startsBlock(line: string): boolean {
  return [FENCE, HEADING, RULE, QUOTE, BULLET, NUMBER].some((pattern) => pattern.test(line));
}

function takeWhile(lines: string[], test: (line: string) => boolean): string[] {
  const end = lines.findIndex((line) => !test(line));
  return lines.splice(0, end < 0 ? lines.length : end);
}

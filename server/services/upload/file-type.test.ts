import { describe, expect, it } from 'vitest';
import { toPng } from '@/e2e/api/chat/png-file';
import { matchesAccept, sniffType, toServedType } from './file-type';

const text = (words: string) => new TextEncoder().encode(words);
const PDF = text('%PDF-1.7\n1 0 obj');
const EXE = new Uint8Array([0x4d, 0x5a, ...new Uint8Array(200)]);

describe('the type of a file (upload/by-its-bytes)', () => {
  it.each<[string, Uint8Array, string, string, string]>([
    ['a picture under any name', toPng(), 'a.txt', 'text/plain', 'image/png'],
    ['a program that is called a picture', EXE, 'a.png', 'image/png', 'application/x-msdownload'],
    ['a document', PDF, 'a.png', 'image/png', 'application/pdf'],
    ['a page that is called a picture', text('\n<!DOCTYPE html><p>'), 'a.png', 'image/png', 'text/html'],
    [
      'a page that is called a text',
      text('hi <script>alert(1)</script>'),
      'a.txt',
      'text/plain',
      'text/html',
    ],
    ['a drawing that can run', text('<svg onload="x">'), 'a.png', 'image/png', 'image/svg+xml'],
    ['a drawing behind a declaration', text('<?xml version="1.0"?><svg/>'), 'a', '', 'image/svg+xml'],
    ['other markup', text('<?xml version="1.0"?><a/>'), 'a.xml', 'text/xml', 'application/xml'],
    ['a table, whatever the browser says', text('a;b'), 'a.csv', 'application/vnd.ms-excel', 'text/csv'],
    ['a text that its sender calls a page', text('hello'), 'a.html', 'text/html', 'text/plain'],
    ['data', text('{"a":1}'), 'a.json', 'application/json', 'application/json'],
    ['a text that is called a picture', text('hello'), 'a.png', 'image/png', 'text/plain'],
    ['anything else', new Uint8Array([1, 0, 255]), 'a.png', 'image/png', 'application/octet-stream'],
    ['a picture that breaks off', toPng(10), 'a.png', 'image/png', 'application/octet-stream'],
  ])('of %s', async (_, bytes, name, declared, type) => {
    expect(await sniffType(bytes, name, declared)).toBe(type);
  });

  it.each([
    ['.pdf', 'a.pdf', 'application/pdf', true],
    ['.pdf', 'a.pdf', 'application/x-msdownload', false],
    ['.jpg', 'a.JPG', 'image/jpeg', true],
    ['.csv', 'a.csv', 'text/plain', true],
    ['.csv', 'a.csv', 'application/octet-stream', false],
    ['.xyz', 'a.xyz', 'application/octet-stream', true],
    [' IMAGE/* ', 'a', 'image/png', true],
    ['image/*', 'a.png', 'text/html', false],
    ['*/*', 'a', 'text/html', true],
  ])('fits %s: %s of %s is %s', (pattern, name, mime, fits) => {
    expect(matchesAccept(pattern, name, mime)).toBe(fits);
  });

  it.each([
    ['image/png', 'image/png'],
    ['text/plain', 'text/plain; charset=utf-8'],
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['application/xml', 'application/octet-stream'],
    ['text/javascript', 'application/octet-stream'],
  ])('%s is served as %s', (mime, served) => {
    expect(toServedType(mime)).toBe(served);
  });
});

import { describe, expect, it } from 'vitest';
import { toPng } from '@/e2e/api/chat/png-file';
import { matchesAccept, sniffType, toServedType } from './file-type';

const text = (words: string) => new TextEncoder().encode(words);
const PDF = text('%PDF-1.7\n1 0 obj');
const ANY = 'application/octet-stream';
const EXE = new Uint8Array([0x4d, 0x5a, ...new Uint8Array(200)]);

/** The beginning of a file in the container of HEIC, MP4 and others. */
const toBranded = (brand: string) => {
  const box = text(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1heic`);
  return new Uint8Array([...box, 0, 0, 0, 8, ...text('meta'), ...new Uint8Array(100)]);
};
const WEBP = new Uint8Array([...text('RIFF\x24\0\0\0WEBPVP8 \x18\0\0\0'), ...new Uint8Array(24)]);
const latin = (words: string) => new Uint8Array(Buffer.from(words, 'latin1'));
const wide = (words: string) => new Uint8Array(Buffer.from(`\ufeff${words}`, 'utf16le'));

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
    ['a picture of a phone', toBranded('heic'), 'IMG_1.HEIC', '', 'image/heic'],
    ['one of the second brand', toBranded('mif1'), 'IMG_1.HEIC', 'image/heic', 'image/heic'],
    ['one of a rare brand', toBranded('heim'), 'IMG_1.HEIC', ANY, 'image/heic'],
    ['several in one file', toBranded('msf1'), 'IMG_1.HEIC', ANY, 'image/heic'],
    ['a film', toBranded('isom'), 'a.heic', 'image/heic', 'video/mp4'],
    ['a picture of the web', WEBP, 'a.webp', ANY, 'image/webp'],
    ['a picture of the web under another ending', WEBP, 'a.jpg', 'image/jpeg', 'image/webp'],
    ['a voice memo', toBranded('M4A '), 'a.m4a', ANY, 'audio/mp4'],
    ['a table of an old office', latin('Gr\xf6\xdfe;1\r\n'), 'a.csv', ANY, 'text/csv'],
    ['a text of an old office', latin('Gr\xf6\xdfe'), 'a', 'text/plain', 'text/plain'],
    ['a page in an old charset', latin('<html>\xf6'), 'a.txt', '', 'text/html'],
    ['a table in UTF-16', wide('a;b'), 'a.csv', ANY, 'text/csv'],
    ['a page in UTF-16', wide('<html>'), 'a.csv', ANY, 'text/html'],
    ['binary data that is called a table', new Uint8Array([65, 0xe4, 0, 1]), 'a.csv', 'text/csv', ANY],
    ['old text that nothing calls one', latin('Gr\xf6\xdfe'), 'a.dat', '', ANY],
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
    ['image/heif', 'a.HEIC', 'image/heic', true],
    ['.heif', 'a.heif', 'image/heic', true],
    ['.heic', 'a.heic', 'video/mp4', false],
    ['.webp', 'a.webp', 'image/webp', true],
    ['image/jpg', 'a', 'image/jpeg', true],
    ['audio/x-m4a', 'a.m4a', 'audio/mp4', true],
    ['image/heic', 'a.heic', 'image/png', false],
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

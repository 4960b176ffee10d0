import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawAdaptiveIcon } from './icons';
import { toIco } from './to-ico';

// The size stands in the first chunk, behind the signature of 8 bytes and the chunk's head of 8.
function readPngSize(png: Buffer): [number, number] {
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  return [png.readUInt32BE(16), png.readUInt32BE(20)];
}

function readIcoImages(ico: Buffer): { size: number; png: Buffer }[] {
  const count = ico.readUInt16LE(4);
  return Array.from({ length: count }, (_, index) => {
    const entry = 6 + 16 * index;
    const offset = ico.readUInt32LE(entry + 12);
    return { size: ico.readUInt8(entry), png: ico.subarray(offset, offset + ico.readUInt32LE(entry + 8)) };
  });
}

describe('the pictures of public/', () => {
  it.each([
    ['icon-192.png', 192, 192],
    ['icon-512.png', 512, 512],
    ['icon-maskable-512.png', 512, 512],
    ['apple-touch-icon.png', 180, 180],
    ['social.png', 1200, 630],
  ])('have the size that their names promise: %s', (name, width, height) => {
    expect(readPngSize(readFileSync(`public/${name}`))).toEqual([width, height]);
  });

  it('hold three sizes in favicon.ico', () => {
    const images = readIcoImages(readFileSync('public/favicon.ico'));
    expect(images.map(({ png }) => readPngSize(png))).toEqual([16, 32, 48].map((size) => [size, size]));
  });

  it('have the icon of tabs as it is drawn now (else run server/tools/draw-pictures.ts)', () => {
    expect(readFileSync('public/icon.svg', 'utf8')).toBe(drawAdaptiveIcon());
  });
});

describe('toIco', () => {
  it('keeps each image under its size', () => {
    const images = [16, 256].map((size) => ({ size, png: Buffer.from(`image of ${size}`) }));
    expect(readIcoImages(toIco(images))).toEqual([images[0], { ...images[1], size: 0 }]);
  });
});

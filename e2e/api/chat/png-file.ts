// One transparent pixel.
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** The size of the smallest picture in bytes. */
export const PNG_BYTES = PIXEL.byteLength;

/** A valid picture padded to `size` bytes. */
export function toPng(size = PNG_BYTES): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).fill(7);
  bytes.set(PIXEL.subarray(0, size));
  return bytes;
}

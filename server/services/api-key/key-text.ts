import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Ids } from '@/server/gateways/ids';

/*
 * An API key reads parley_<prefix>_<secret>_<checksum>: the prefix finds its row, the checksum tells a mistyped key
 * without asking the database, and the word in front lets scanners for leaked secrets recognise it.
 */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX_LENGTH = 8;
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const KEY = /^(parley_([0-9A-Za-z]{8})_([0-9A-Za-z]{32}))_([0-9A-Za-z]{6})$/;
// The largest multiple of 62 in a byte; above it the remainder would favour some characters.
const FAIR_BYTES = 248;

export type KeyText = { text: string; prefix: string; secret: string; lastFour: string };

/** Makes a new key: 190 bits of secret. */
export function makeKeyText(ids: Ids): KeyText {
  const prefix = randomText(ids, PREFIX_LENGTH);
  const secret = randomText(ids, SECRET_LENGTH);
  const body = `parley_${prefix}_${secret}`;
  const text = `${body}_${checksumOf(body)}`;
  // What its holder sees at its end, so that they can tell which of the listed keys they hold.
  return { text, prefix, secret, lastFour: text.slice(-4) };
}

/** Takes a presented key apart; null when it cannot be one of ours. */
export function parseKeyText(text: string): { prefix: string; secret: string } | null {
  const [, body, prefix, secret, checksum] = KEY.exec(text) ?? [];
  if (body === undefined || prefix === undefined || secret === undefined) return null;
  return checksumOf(body) === checksum ? { prefix, secret } : null;
}

/** The hash that is kept. One round is enough: 190 random bits cannot be guessed, however fast the hash. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}

function checksumOf(body: string): string {
  let rest = crc32(body);
  let text = '';
  for (let index = 0; index < CHECKSUM_LENGTH; index += 1) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

function randomText(ids: Ids, length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of ids.bytes(length))
      if (byte < FAIR_BYTES && text.length < length) text += ALPHABET.charAt(byte % 62);
  }
  return text;
}

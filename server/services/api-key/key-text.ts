import { crc32 } from 'node:zlib';
import type { Ids } from '@/server/gateways/ids';

/*
 * An API key reads parley_<prefix>_<secret>_<checksum>. The prefix finds its row, the checksum detects a mistyped key
 * without a query, and `parley_` lets scanners for leaked secrets recognize it.
 */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const PREFIX_LENGTH = 8;
const SECRET_LENGTH = 32;
const CHECKSUM_LENGTH = 6;
const KEY = /^(parley_([0-9A-Za-z]{8})_([0-9A-Za-z]{32}))_([0-9A-Za-z]{6})$/;
// The largest multiple of 62 in a byte; larger bytes would favor some characters.
const FAIR_BYTES = 248;

export type KeyText = { text: string; prefix: string; secret: string; lastFour: string };

/** Generates a new key with 190 bits of secret. */
export function makeKeyText(ids: Ids): KeyText {
  const prefix = randomText(ids, PREFIX_LENGTH);
  const secret = randomText(ids, SECRET_LENGTH);
  const body = `parley_${prefix}_${secret}`;
  const text = `${body}_${checksumOf(body)}`;
  // Shown in lists, so that holders can recognize their key.
  return { text, prefix, secret, lastFour: text.slice(-4) };
}

/** Splits a presented key into its parts; null when its format or checksum is wrong. */
export function parseKeyText(text: string): { prefix: string; secret: string } | null {
  const [, body, prefix, secret, checksum] = KEY.exec(text) ?? [];
  if (body === undefined || prefix === undefined || secret === undefined) return null;
  return checksumOf(body) === checksum ? { prefix, secret } : null;
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

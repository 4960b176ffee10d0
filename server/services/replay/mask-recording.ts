/*
 * recording/masked  The file of a session has no credential that its readers see masked: each is replaced by a placeholder, the
 *     same everywhere, so that the file still runs the same way.
 */
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { listExchanges } from '@/server/engine/replay/conversation';
import { replay } from '@/server/engine/replay/drive';
import type { MaskedNote, Recording } from '@/server/engine/replay/recording';
import type { Replay } from '@/server/engine/replay/replay-step';
import { listMismatches } from '@/server/engine/replay/verify';
import { isJsonObject, type Json } from '@/server/shared/json';
import { isSecret } from '../session/turn/mask-turn';
import { collectSecrets } from './collect-secrets';

/** Shorter credentials are replaced only where their key names them: elsewhere they may be a part of anything. */
const MIN_ANYWHERE = 6;
const LONE_SURROGATE = /\p{Cs}/u;

export type MaskedRecording = Recording & { masked: MaskedNote };

/** Replaces the credentials of a recording, and notes which turns give other bytes for it. */
export function maskRecording(recording: Recording): MaskedRecording {
  const secrets = collectSecrets(recording);
  const { kind, format, ...content } = recording;
  const masked = { kind, format, ...replaceAll(content, secrets) } as Recording;
  const before = run(recording);
  const after = run(masked);
  const known = new Set(before && listMismatches(recording, before).map(({ turn }) => turn));
  const changed = after ? listMismatches(masked, after).map(({ turn }) => turn) : [];
  const unverified = [...new Set(changed)].filter((turn) => !known.has(turn));
  const otherWayFrom = before && after ? findOtherWay(before, after) : null;
  return { ...masked, masked: { credentials: secrets.length, unverified, otherWayFrom } };
}

function run(recording: Recording): Replay | null {
  const compiled = compileRecording(recording);
  if (!compiled.ok) return null;
  return replay(compiled.program, recording, { type: 'exact', versions: compiled.versions });
}

/** The turn of the first exchange in which both go different ways; null if they do not. */
function findOtherWay(before: Replay, after: Replay): number | null {
  const left = listExchanges(before);
  const toWay = (path: (typeof left)[number]['path']) => path.map(({ text }) => text).join('\n');
  const right = listExchanges(after);
  const index = left.findIndex(({ path }, at) => toWay(path) !== toWay(right[at]?.path ?? []));
  return left[index]?.turn ?? null;
}

function replaceAll(value: unknown, secrets: readonly string[]): object {
  const names = new Map(secrets.map((secret, index) => [secret, `masked-${index + 1}`]));
  // An address has a credential in its encoded form.
  for (const [secret, name] of [...names]) {
    const encoded = encode(secret);
    if (!names.has(encoded)) names.set(encoded, name);
  }
  const long = [...names.keys()].filter(({ length }) => length >= MIN_ANYWHERE);
  // The longest first: one credential can be a part of another.
  const pattern = long
    .sort((a, b) => b.length - a.length)
    .map(escapePattern)
    .join('|');
  const anywhere = pattern === '' ? null : new RegExp(pattern, 'g');
  const walk = (child: Json, key: string): Json => {
    if (Array.isArray(child)) return child.map((item) => walk(item, key));
    if (isJsonObject(child)) return mapValues(child, walk);
    if (typeof child !== 'string') return child;
    const whole = isSecret(key) ? names.get(child) : undefined;
    return whole ?? (anywhere ? child.replace(anywhere, (secret) => names.get(secret) ?? secret) : child);
  };
  return walk(value as Json, '') as object;
}

function mapValues(object: { [key: string]: Json }, map: (value: Json, key: string) => Json) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}

function encode(text: string): string {
  return LONE_SURROGATE.test(text) ? text : encodeURIComponent(text);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

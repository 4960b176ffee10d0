import type { LookupAddress } from 'node:dns';
import type { Resolve } from '@/server/gateways/guarded-lookup';

// Never connected to; only lookups return it.
const PUBLIC = '93.184.216.34';

const INSIDE: readonly (readonly string[])[] = [
  ['127.0.0.1'],
  ['::1'],
  ['0.0.0.0'],
  ['::ffff:127.0.0.1'],
  ['::127.0.0.1'],
  ['64:ff9b::7f00:1'],
  ['127.0.0.1', '::1', '10.0.0.1'],
  ['169.254.169.254'],
];

export type TurningNames = {
  resolve: Resolve;
  /** Names that resolve to an internal address. */
  inside: string[];
  /** Names that resolve to a public address first and to an internal one afterwards. */
  turning: string[];
};

/** A resolver whose answers change between lookups; other names are unknown. */
export function makeTurningNames(): TurningNames {
  const looks = new Map<string, number>();
  const answerOf = (name: string): readonly string[] | null => {
    const [, kind = '', no = ''] = /^(inside|turning|outside)-(\d+)\.test\.?$/i.exec(name) ?? [];
    const seen = looks.get(name) ?? 0;
    looks.set(name, seen + 1);
    if (kind === 'outside' || (kind === 'turning' && seen === 0)) return [PUBLIC];
    return kind === '' ? null : (INSIDE[Number(no)] ?? null);
  };
  const resolve: Resolve = (name, _, callback) => {
    const isLocal = /^localhost\.?$/i.test(name);
    const answer = isLocal ? ['127.0.0.1', '::1'] : answerOf(name);
    if (!answer) return callback(Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' }), []);
    callback(null, answer.map(toFound));
  };
  const names = (kind: string) => INSIDE.map((_, no) => `${kind}-${no}.test`);
  return { resolve, inside: names('inside'), turning: names('turning') };
}

function toFound(address: string): LookupAddress {
  return { address, family: address.includes(':') ? 6 : 4 };
}

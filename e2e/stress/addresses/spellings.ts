import type { Chance } from '../support/seeded';

/** Internal hosts in every spelling; a port is appended. */
const HOSTS: readonly string[] = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '0177.0x0.0.1',
  '00000177.0.0.1',
  '127.0.0.1.',
  '2130706433.',
  '0',
  '0.0.0.0',
  '0x0',
  'localhost',
  'LOCALHOST',
  'localhost.',
  'loc%61lhost',
  '%31%32%37.0.0.1',
  '１２７.0.0.1',
  '①②⑦.⓪.⓪.①',
  '127。0。0。1',
  '127．0．0．1',
  '127｡0｡0｡1',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  '127.0.\t0.1',
  '127.0.0\n.1',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:7f00:0001]',
  '[::127.0.0.1]',
  '[::7f00:1]',
  '[::ffff:0:127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::1]',
  '[fe80::1]',
  '[fc00::1]',
  'user@127.0.0.1',
  'user:word@127.0.0.1',
  'example.com@127.0.0.1',
  'example.com%40@127.0.0.1',
  '169.254.169.254',
  '[::ffff:169.254.169.254]',
  '[fd00:ec2::254]',
  '2852039166',
  '0xa9fea9fe',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.0.1',
  '255.255.255.255',
  '224.0.0.1',
];

/** Lists all spellings with a port, and other odd addresses. */
export function listSpellings(port: number): string[] {
  return [
    ...HOSTS.map((host) => `http://${host}:${port}/`),
    `https://127.0.0.1:${port}/`,
    `http:127.0.0.1:${port}/`,
    `http:\\\\127.0.0.1:${port}\\`,
    `http:///127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}#@example.com/`,
    `http://127.0.0.1:${port}?@example.com/`,
    ` http://127.0.0.1:${port}/ `,
    `ht\ntp://127.0.0.1:${port}/`,
    `HTTP://127.0.0.1:${port}/`,
    `http://127.0.0.1:0${port}/`,
    `ftp://127.0.0.1:${port}/`,
    `gopher://127.0.0.1:${port}/`,
    `ws://127.0.0.1:${port}/`,
    `//127.0.0.1:${port}/`,
    `127.0.0.1:${port}`,
    'file:///etc/passwd',
    'data:text/plain,a',
    'javascript:1',
    'unix:/var/run/docker.sock',
  ];
}

// First octets of internal networks, with the range of the second octet.
const RANGES = [
  [127, 0, 256],
  [10, 0, 256],
  [169, 254, 1],
  [172, 16, 16],
  [192, 168, 1],
  [100, 64, 64],
  [0, 0, 256],
] as const;

type Octets = readonly [number, number, number, number];

const hex = (value: number) => value.toString(16);
const octal = (value: number) => `0${value.toString(8)}`;
const pair = (high: number, low: number) => hex(high * 256 + low);
const toNumber = ([a, b, c, d]: Octets) => ((a * 256 + b) * 256 + c) * 256 + d;
const dotted = (octets: Octets) => octets.join('.');
const WIDE = [...'０１２３４５６７８９'];

const ENCODINGS: readonly ((octets: Octets, chance: Chance) => string)[] = [
  dotted,
  (octets) => String(toNumber(octets)),
  (octets) => `0x${hex(toNumber(octets))}`,
  (octets) => octal(toNumber(octets)),
  (octets) => octets.map(octal).join('.'),
  (octets) => octets.map((one) => `0x${hex(one)}`).join('.'),
  (octets, chance) => octets.map((one) => chance.pick([String(one), octal(one), `0x${hex(one)}`])).join('.'),
  ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  ([a, ...rest]) => `${a}.${toNumber([0, ...rest])}`,
  (octets, chance) => octets.join(chance.pick(['。', '．', '｡'])),
  (octets) => [...dotted(octets)].map((char) => WIDE[Number(char)] ?? char).join(''),
  (octets) => `${dotted(octets)}.`,
  (octets) => `example.com@${dotted(octets)}`,
  (octets) => `[::ffff:${dotted(octets)}]`,
  ([a, b, c, d]) => `[::ffff:${pair(a, b)}:${pair(c, d)}]`,
  (octets) => `[::${dotted(octets)}]`,
  ([a, b, c, d]) => `[64:ff9b::${pair(a, b)}:${pair(c, d)}]`,
  ([a, b, c, d]) => `[2002:${pair(a, b)}:${pair(c, d)}::1]`,
  ([a, b, c, d]) => `[::ffff:0:${pair(a, b)}:${pair(c, d)}]`,
];

/** Draws a random internal address in a random spelling. */
export function makeSpelling(port: number, chance: Chance): string {
  const [first, second, size] = chance.pick(RANGES);
  const octets: Octets = [first, second + chance.below(size), chance.below(256), chance.below(256)];
  return `http://${chance.pick(ENCODINGS)(octets, chance)}:${port}/`;
}

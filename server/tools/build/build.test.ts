import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// Programs that run before the installation are plain JavaScript and have no types to import.
const load = (name: string) => import(new URL(name, import.meta.url).href);

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'parley-tools-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('isSupported', () => {
  it.each([
    [14, 0, false],
    [20, 18, false],
    [20, 19, true],
    [21, 9, false],
    [22, 11, false],
    [22, 12, true],
    [23, 9, false],
    [24, 0, true],
    [26, 1, true],
  ])('is right for Node %i.%i', async (major, minor, supported) => {
    const { isSupported } = await load('./require-node.mjs');
    expect(isSupported(major, minor)).toBe(supported);
  });
});

describe('hashFiles', () => {
  it('changes with built files, and not with tests', async () => {
    const { hashFiles } = await load('./hash-files.mjs');
    await put('server/main.ts', 'one');
    const before = hashFiles(root, ['server', 'missing']);
    await put('server/main.test.ts', 'x');
    await put('server/db/generated/client.ts', 'x');
    expect(hashFiles(root, ['server', 'missing'])).toBe(before);
    await put('server/main.ts', 'two');
    expect(hashFiles(root, ['server', 'missing'])).not.toBe(before);
  });
});

describe('isInstalled', () => {
  const wanted = {
    '': {},
    'node_modules/a': { version: '1.0.0' },
    'node_modules/b': { version: '2.0.0', optional: true },
  };

  it('requires every package in its version, except optional ones for other systems', async () => {
    const { isInstalled } = await load('./is-installed.mjs');
    await put('package-lock.json', JSON.stringify({ packages: wanted }));
    expect(isInstalled(root)).toBe(false);
    await put(
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }),
    );
    expect(isInstalled(root)).toBe(false);
    await put('node_modules/a/package.json', '{}');
    expect(isInstalled(root)).toBe(true);
    await put(
      'node_modules/.package-lock.json',
      JSON.stringify({ packages: { 'node_modules/a': { version: '0.9.0' } } }),
    );
    expect(isInstalled(root)).toBe(false);
  });
});

const REGISTRY = 'https://registry.npmjs.org/';

describe('the lock file', () => {
  it('has the hash of every package, and only URLs of the registry', async () => {
    const file = new URL('../../../package-lock.json', import.meta.url);
    const { packages } = JSON.parse(await readFile(file, 'utf8')) as {
      packages: Record<string, { link?: boolean; resolved?: string; integrity?: string }>;
    };
    const entries = Object.entries(packages).filter(([name]) => name !== '');
    expect(entries.length).toBeGreaterThan(100);
    const bare = entries.filter(
      ([, { integrity, resolved }]) =>
        !integrity?.startsWith('sha512-') || !(resolved ?? REGISTRY).startsWith(REGISTRY),
    );
    expect(bare.map(([name]) => name)).toEqual([]);
  });
});

async function put(name: string, text: string): Promise<void> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

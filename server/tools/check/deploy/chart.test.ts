import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { listSettings } from '@/server/env';
import { PUBLIC_PREFIXES } from '@/server/http/routing/public-prefixes';

const CHART = 'deploy/helm/parley';
const values = parse(readFileSync(`${CHART}/values.yaml`, 'utf8'));
const validate = new Ajv({ allErrors: true }).compile(
  JSON.parse(readFileSync(`${CHART}/values.schema.json`, 'utf8')),
);
const templates = readdirSync(`${CHART}/templates`).map((name) => ({
  name,
  text: readFileSync(path.join(CHART, 'templates', name), 'utf8'),
}));
const all = templates.map(({ text }) => text).join('\n');

describe('the Helm chart', () => {
  it('has the version of the product', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(parse(readFileSync(`${CHART}/Chart.yaml`, 'utf8'))).toMatchObject({
      version,
      appVersion: version,
    });
  });

  it('accepts its own values, and refuses unknown ones', () => {
    expect(validate(values) ? [] : validate.errors).toEqual([]);
    expect(validate({ ...values, replicas: 2 })).toBe(false);
    expect(validate({ ...values, settings: { PARLEY_DEMO: 1 } })).toBe(false);
    expect(validate({ ...values, publicUrl: 'parley.example.com' })).toBe(false);
    expect(validate({ ...values, drainSeconds: 0 })).toBe(false);
  });

  it('takes every setting but those of the image and the database', () => {
    const fixed = new Set(['HOST', 'PORT', 'DATABASE_URL']);
    const names = listSettings().flatMap(({ name }) => (fixed.has(name) ? [] : [name]));
    const settings = Object.fromEntries(names.map((name) => [name, '1']));
    expect(validate({ ...values, settings }) ? [] : validate.errors).toEqual([]);
    for (const name of fixed) expect(validate({ ...values, settings: { [name]: '1' } })).toBe(false);
  });

  it('uses values that exist', () => {
    const used = [...all.matchAll(/\.Values((?:\.\w+)+)/g)].map(([, name = '']) => name.slice(1));
    expect(used.length).toBeGreaterThan(20);
    expect(used.filter((name) => find(values, name.split('.')) === undefined)).toEqual([]);
  });

  it('closes each block that it opens', () => {
    const open = templates.filter(
      ({ text }) => count(text, /{{-? *(if|with|range|define)\b/g) !== count(text, /{{-? *end *-?}}/g),
    );
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  it('leads every path of the APIs to them', () => {
    const [, listed = ''] = /range list ((?:"[^"]+" ?)+)/.exec(all) ?? [];
    const paths = [...listed.matchAll(/"([^"]+)"/g)].map(([, prefix]) => `${prefix}/`);
    // The servers of the demo answer its own process only.
    expect(paths.sort()).toEqual(PUBLIC_PREFIXES.filter((prefix) => prefix !== '/demo/').sort());
  });

  it('runs each role in pods of its own, with settings that exist', () => {
    expect(Object.keys(values.roles)).toEqual(['api', 'console', 'worker']);
    const names = [...all.matchAll(/name: (PARLEY_\w+)/g)].map(([, name = '']) => name);
    const known = new Set(listSettings().map(({ name }) => name));
    expect(names).toContain('PARLEY_ROLES');
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });

  it('starts no pod without a database and a secret that all of them share', () => {
    const required = [...all.matchAll(/secretKeyRef: .* key: (\w+) }/g)];
    expect(required.map(([, key]) => key)).toEqual(['DATABASE_URL', 'PARLEY_SECRET']);
  });

  it('keeps data in a folder within its volume, which belongs to root', () => {
    const [, folder = ''] = /name: PARLEY_DATA_DIR\n +value: (\S+)/.exec(all) ?? [];
    const [, volume = ''] = /name: data, mountPath: (\S+) }/.exec(all) ?? [];
    expect(path.dirname(folder)).toBe(volume);
  });

  it('names the scrape job as the alert rules do', () => {
    expect(all).toContain('jobLabel: app.kubernetes.io/name\n');
    const rules = readFileSync('deploy/monitoring/alerts.yaml', 'utf8');
    const jobs = new Set([...rules.matchAll(/job="(\w+)"/g)].map(([, job = '']) => job));
    expect([...jobs]).toEqual(['parley']);
    expect(all).toContain('app.kubernetes.io/name: parley\n');
  });
});

function find(value: unknown, [name, ...rest]: string[]): unknown {
  if (name === undefined) return value;
  return typeof value === 'object' && value !== null ? find(Reflect.get(value, name), rest) : undefined;
}

function count(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].length;
}

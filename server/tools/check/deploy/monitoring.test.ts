import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const source = readFileSync('server/gateways/telemetry/open-meters.ts', 'utf8');
const files = ['deploy/monitoring/alerts.yaml', 'deploy/monitoring/grafana-dashboard.json'];
const [alerts = '', dashboard = ''] = files.map((file) => readFileSync(file, 'utf8'));

/** The names that the exposition of Prometheus derives from that of a histogram. */
const toMetric = (name: string): string => name.replace(/_seconds_(bucket|count|sum)$/, '_seconds');

describe.each([
  ['alerts.yaml', alerts],
  ['grafana-dashboard.json', dashboard],
])('deploy/monitoring/%s', (_, text) => {
  it('uses metrics that exist', () => {
    const names = [...new Set([...text.matchAll(/\bparley_\w+/g)].map(([name]) => toMetric(name)))];
    expect(names.length).toBeGreaterThan(6);
    expect(names.filter((name) => !source.includes(`'${name}'`))).toEqual([]);
  });

  it('uses labels that exist', () => {
    const labels = [...text.matchAll(/\bby \(([^)]+)\)/g)].flatMap(([, list = '']) => list.split(', '));
    const known = new Set([
      'le',
      'instance',
      ...[...source.matchAll(/labelNames: \[([^\]]*)\]/g)].flatMap(([, list = '']) =>
        list.split(', ').map((name) => name.slice(1, -1)),
      ),
    ]);
    expect(labels.filter((label) => !known.has(label))).toEqual([]);
  });
});

it('has a chart of every metric of the product', () => {
  const metrics = [...source.matchAll(/name: '(parley_\w+)'/g)].map(([, name = '']) => name);
  expect(metrics.length).toBeGreaterThan(12);
  expect(metrics.filter((name) => !dashboard.includes(name))).toEqual([]);
});

it('has the alerts that the operators are advised to set', () => {
  const { groups } = parse(alerts);
  const advised = [...readFileSync('server/OPERATING.md', 'utf8').matchAll(/^- [^\n]*?(parley_\w+)/gm)];
  const rules = JSON.stringify(groups);
  expect(advised.length).toBeGreaterThan(5);
  expect(advised.map(([, name = '']) => toMetric(name)).filter((name) => !rules.includes(name))).toEqual([]);
});

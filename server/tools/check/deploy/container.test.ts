import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { listSettings } from '@/server/env';

const lines = readFileSync('deploy/Dockerfile', 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const stages = lines.join('\n').split(/(?=^FROM )/m);
const listOf = (stage: string, word: string): string[] =>
  stage.split('\n').flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));

describe('deploy/Dockerfile', () => {
  const [build = '', run = ''] = stages;

  it('builds in one stage and runs in another', () => {
    expect(stages).toHaveLength(2);
    expect(listOf(build, 'FROM')).toEqual(['node:22-bookworm-slim AS build']);
    expect(listOf(run, 'FROM')).toEqual(['node:22-bookworm-slim']);
  });

  it('copies files that exist', () => {
    const copied = listOf(build, 'COPY').flatMap((line) => line.split(' ').slice(0, -1));
    expect(copied.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('sends only what a build needs, and all of it', () => {
    const sent = readFileSync('deploy/Dockerfile.dockerignore', 'utf8').split('\n');
    expect(sent[0]).toBe('*');
    const names = sent.flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    expect(names.filter((name) => !existsSync(name))).toEqual([]);
    const makeReady = readFileSync('server/tools/build/make-ready.mjs', 'utf8');
    const sources = [...(/SOURCES = \[([^\]]*)\]/.exec(makeReady)?.[1] ?? '').matchAll(/'([^']+)'/g)];
    expect(sources.length).toBeGreaterThan(5);
    expect(sources.map(([, name = '']) => name).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('runs as `npm start` does, without root, with settings that exist', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const [, command = ''] = /^exec (.*?) \|\|/.exec(scripts.start) ?? [];
    expect(listOf(run, 'CMD').map((text) => JSON.parse(text).join(' '))).toEqual([command]);
    expect(listOf(run, 'USER')).toEqual(['node']);
    const [, healthCheck = ''] = /CMD (\[.*\])$/.exec(listOf(run, 'HEALTHCHECK')[0] ?? '') ?? [];
    expect(existsSync(JSON.parse(healthCheck)[1])).toBe(true);
    expect(unknownSettings(listOf(run, 'ENV')[0]?.matchAll(/(\w+)=/g) ?? [])).toEqual([]);
  });
});

const service = z.object({
  build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
  environment: z.record(z.string(), z.string()),
  stop_grace_period: z.string(),
});
const composeFile = z.object({
  services: z.record(z.string(), service),
  volumes: z.record(z.string(), z.null()),
});

describe.each(['deploy/compose.yaml', 'deploy/compose.embedded.yaml'])('%s', (file) => {
  const { services } = composeFile.parse(parse(readFileSync(file, 'utf8')));

  it('builds from files that exist', () => {
    const { build } = services.parley ?? {};
    const context = path.join('deploy', build?.context ?? '');
    expect(existsSync(path.join(context, build?.dockerfile ?? 'none'))).toBe(true);
  });

  it('sets settings that exist', () => {
    const names = Object.keys(services.parley?.environment ?? {});
    expect(unknownSettings(names.map((name) => [name, name]))).toEqual([]);
  });
});

/** Lists the names in the first group of the matches that are no setting of Parley. */
function unknownSettings(matches: Iterable<readonly string[]>): string[] {
  const known = new Set(['NODE_ENV', ...listSettings().map(({ name }) => name)]);
  return [...matches].map(([, name = '']) => name).filter((name) => !known.has(name));
}

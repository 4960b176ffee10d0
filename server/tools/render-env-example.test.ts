import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { listSettings, readEnv } from '@/server/env';
import { renderEnvExample } from './render-env-example';

const example = renderEnvExample(listSettings());

describe('.env.example', () => {
  it('is up to date (else run server/tools/write-env-example.ts)', () => {
    expect(readFileSync('.env.example', 'utf8')).toBe(example);
  });

  it('changes nothing before a line is uncommented', () => {
    expect(parseEnv(example)).toEqual({});
  });

  it('holds the defaults, as the settings are read', () => {
    const uncommented = parseEnv(example.replaceAll(/^#(?=\w+=)/gm, ''));
    expect(Object.keys(uncommented).sort()).toEqual(
      listSettings()
        .map(({ name }) => name)
        .sort(),
    );
    expect(readEnv(uncommented)).toEqual(readEnv({}));
  });
});

import { describe, expect, it } from 'vitest';
import { listSettings, readEnv, toBaseUrl, toListenHost, toSignInLifetimeMs } from './env';

describe('readEnv', () => {
  it('requires no variable', () => {
    expect(readEnv({})).toMatchObject({
      PORT: 3000,
      PARLEY_DEMO: true,
      PARLEY_ROLES: ['api', 'console', 'worker'],
    });
  });

  it('treats an empty variable as unset', () => {
    expect(readEnv({ DATABASE_URL: '', PORT: '' })).toMatchObject({ PORT: 3000 });
  });

  it('accepts lists with stray spaces and commas', () => {
    const env = readEnv({ PARLEY_ROLES: ' api, worker,', PARLEY_ALLOW_HOSTS: 'a.internal,b.internal' });
    expect(env.PARLEY_ROLES).toEqual(['api', 'worker']);
    expect(env.PARLEY_ALLOW_HOSTS).toEqual(['a.internal', 'b.internal']);
  });

  it.each([
    ['PORT', '0'],
    ['PORT', 'http'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'localhost'],
    ['PARLEY_DEMO', 'yes'],
    ['PARLEY_ROLES', 'api,cook'],
    ['PARLEY_SECRET', 'short'],
    ['PARLEY_SIGN_IN_HOURS', '0'],
    ['PARLEY_SIGN_IN_HOURS', '8761'],
    ['PARLEY_SIGN_IN_HOURS', '1.5'],
  ])('reports an invalid %s in one line', (name, value) => {
    expect(() => readEnv({ [name]: value })).toThrow(new RegExp(`^Wrong settings: ${name}: .*$`));
  });

  it('never includes a secret in an error', () => {
    expect(() => readEnv({ PARLEY_SECRET: 'hunter2' })).not.toThrow(/hunter2/);
  });
});

describe('the derived addresses', () => {
  it('binds a demo, whose credentials are known, to this machine', () => {
    expect(toListenHost(readEnv({}))).toBe('127.0.0.1');
    expect(toListenHost(readEnv({ PARLEY_DEMO: '0' }))).toBe('0.0.0.0');
    expect(toListenHost(readEnv({ HOST: '::' }))).toBe('::');
  });

  it('prefers the public address', () => {
    expect(toBaseUrl(readEnv({ PORT: '8080' }))).toBe('http://localhost:8080');
    expect(toBaseUrl(readEnv({ PARLEY_PUBLIC_URL: 'https://talk.example/' }))).toBe('https://talk.example');
  });
});

describe('the lifetime of a sign-in', () => {
  it.each([
    [undefined, 12],
    ['1', 1],
    ['8760', 8760],
  ])('with PARLEY_SIGN_IN_HOURS=%s is %s hours', (value, hours) => {
    expect(toSignInLifetimeMs(readEnv({ PARLEY_SIGN_IN_HOURS: value }))).toBe(hours * 3_600_000);
  });
});

describe('listSettings', () => {
  it('describes every variable', () => {
    for (const { name, does } of listSettings()) expect(does, name).toMatch(/\.$/);
  });
});

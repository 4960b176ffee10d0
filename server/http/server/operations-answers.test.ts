import { describe, expect, it } from 'vitest';
import type { Readiness } from '@/server/services/health/readiness';
import type { NodeBindings } from './node-listener';
import { createOperations, isOperationsTarget, NO_OPERATIONS, type OperationsParts } from './operations';

const EXPOSITION = { contentType: 'text/plain; version=0.0.4', render: async () => 'up 1\n' };
const nothing = async () => undefined;

/** Asks for a path; returns status, body and headers. */
async function ask(
  path: string,
  { parts = {}, ...init }: RequestInit & { parts?: Partial<OperationsParts> } = {},
  address: string | null = '192.0.2.1',
) {
  const readiness = { check: async () => ({ ready: true, notReady: [] }) } as unknown as Readiness;
  const operations = createOperations({
    ...{ readiness, exposition: null, metricsToken: null, close: nothing },
    ...parts,
  });
  const env = address === null ? undefined : ({ address } as NodeBindings);
  const response = await operations.fetch(new Request(`http://x${path}`, init), env);
  const text = await response.text();
  const kept = response.headers.get('cache-control');
  return { status: response.status, text, kept, headers: response.headers };
}
const errorOf = (text: string) => JSON.parse(text).error.code;

describe('the endpoints for operators', () => {
  it('are answered with JSON that nobody keeps', async () => {
    expect(await ask('/api/health')).toMatchObject({
      status: 200,
      text: '{"status":"ok"}',
      kept: 'no-store',
    });
    const ready = { status: 200, text: '{"status":"ready","notReady":[]}', kept: 'no-store' };
    expect(await ask('/api/ready?x=1', { method: 'HEAD' })).toMatchObject(ready);
    const check = async () => ({ ready: false, notReady: ['database'] });
    const readiness = { check } as unknown as Readiness;
    expect(await ask('/api/ready', { parts: { readiness } })).toMatchObject({
      status: 503,
      text: '{"status":"not_ready","notReady":["database"]}',
    });
  });

  it('are not changed, and there are no others', async () => {
    const { status, text, headers } = await ask('/api/health', { method: 'POST' });
    expect([status, errorOf(text), headers.get('allow')]).toEqual([405, 'method_not_allowed', 'GET, HEAD']);
    for (const path of ['/api/healthy', '/constructor', '/metrics']) {
      const missing = await ask(path);
      expect([missing.status, errorOf(missing.text)]).toEqual([404, 'not_found']);
    }
    expect((await NO_OPERATIONS.fetch(new Request('http://x/api/health'))).status).toBe(404);
    const targets = ['/api/health', '/metrics?a', '/metrics/', 'constructor', ''];
    expect(targets.map(isOperationsTarget)).toEqual([true, true, false, false, false]);
  });

  it('show metrics to clients of this machine that no proxy passed on (operations/metrics-kept)', async () => {
    const parts = { exposition: EXPOSITION };
    for (const address of ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])
      expect(await ask('/metrics', { parts }, address)).toMatchObject({
        status: 200,
        text: 'up 1\n',
        kept: 'no-store',
      });
    for (const address of ['192.0.2.1', '128.0.0.1', '1127.0.0.1', '::12', '', null]) {
      const { status, text } = await ask('/metrics', { parts }, address);
      expect([address, status, errorOf(text)]).toEqual([address, 403, 'permission_denied']);
    }
    for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect(await ask('/metrics', { parts, headers: { [name]: 'a' } }, '::1')).toMatchObject({
        status: 403,
      });
  });

  it('show metrics to the bearer of a token, wherever it is (operations/metrics-kept)', async () => {
    const parts = { exposition: EXPOSITION, metricsToken: 'secret' };
    for (const authorization of ['Bearer secret', ' bearer   secret '])
      expect(await ask('/metrics', { parts, headers: { authorization } })).toMatchObject({ status: 200 });
    for (const authorization of [
      '',
      'secret',
      'Bearer',
      'Bearer secrets',
      'Basic secret',
      'Bearer secret x',
    ]) {
      const { status, text, headers } = await ask('/metrics', { parts, headers: { authorization } }, '::1');
      expect([status, errorOf(text), headers.get('www-authenticate')]).toEqual([
        401,
        'credential_invalid',
        'Bearer',
      ]);
    }
  });
});

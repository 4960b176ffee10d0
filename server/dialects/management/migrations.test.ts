import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ErrorBody, requireBody } from '@/e2e/api/support/target';
import { addFirst, publishNext, retell } from '@/server/services/migration/fixtures/versions';
import { TWICE } from '@/server/services/session/fixtures/flows';
import { startSession } from '@/server/services/session/start-session';
import { actIn } from '@/server/tools/test/platform';
import { type ManagementEnv, openManagementEnv } from './fixtures/open-management-env';

type Migration = { id: string; status: string; version: { number: number } };

let env: ManagementEnv;
let flowId: string;

beforeAll(async () => {
  env = await openManagementEnv();
  flowId = await addFirst(env.testEnv, TWICE);
});
afterAll(() => env.close());

const call: ManagementEnv['call'] = (...asked) => env.call(...asked);

it('a session is moved to the published version, or stays with a reason', async () => {
  const ctx = actIn(env.testEnv.platform, env.testEnv.orgId);
  const { session } = await startSession(ctx, { flowId });
  const path = `/sessions/${session.id}/migrate`;
  const same = requireBody(await call<ErrorBody>('POST', path), 409);
  expect(same.error).toMatchObject({
    ...{ code: 'session_not_movable', details: { reason: 'same_version', turn: null, node: null } },
  });
  await publishNext(ctx, flowId, retell(TWICE, 'first', 'Which?'));
  const other = requireBody(await call<ErrorBody>('POST', path), 409);
  expect(other.error).toMatchObject({ details: { reason: 'other_words', turn: 1, node: 'first' } });
  await publishNext(ctx, flowId, retell(TWICE, 'second', 'And then?'));
  expect(requireBody(await call<object>('POST', path, { body: {} }), 200)).toEqual({
    sessionId: session.id,
    from: { id: session.versionId, number: 1 },
    to: { id: expect.any(String), number: 3 },
    turns: 1,
    turnNo: 2,
  });
  const turns = requireBody(
    await call<{ items: { event: object }[] }>('GET', `/sessions/${session.id}/turns`),
    200,
  );
  expect(turns.items[1]?.event).toMatchObject({
    type: 'version.changed',
    from: { number: 1 },
    to: { number: 3 },
  });
  requireBody(await call<ErrorBody>('POST', path, { body: { version: 99 } }), 404);
  requireBody(await call<ErrorBody>('POST', path, { body: { version: 'latest' } }), 400);
});

it('migrations are asked for, read, listed and canceled', async () => {
  const path = `/flows/${flowId}/migrations`;
  const migration = requireBody(await call<Migration>('POST', path, { body: { version: 1 } }), 202);
  expect(migration).toMatchObject({ status: 'pending', version: { number: 1 }, moved: 0, staying: [] });
  expect(requireBody(await call<Migration>('GET', `${path}/${migration.id}`), 200)).toEqual(migration);
  expect(requireBody(await call<{ items: Migration[] }>('GET', path), 200).items).toEqual([migration]);
  const canceled = requireBody(await call<Migration>('POST', `${path}/${migration.id}/cancel`), 200);
  expect(canceled.status).toBe('canceled');
  const again = requireBody(await call<ErrorBody>('POST', `${path}/${migration.id}/cancel`), 412);
  expect(again.error.code).toBe('precondition_failed');
  const missing = requireBody(await call<ErrorBody>('GET', `${path}/nothing`), 404);
  expect(missing.error.message).toContain('migration');
});

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '@/server/shared/scopes';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, addOrganization, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { claimRequest } from './claim-request';
import { completeRequest } from './complete-request';
import { createOnce, toCreatedId } from './create-once';
import { LEASE_MS } from './lease';
import { pruneRequests } from './prune-requests';
import { deleteRequest, reopenRequest } from './release-request';
import { renewRequest } from './renew-request';

const DAY_MS = 86_400_000;
const clock = createManualClock();
const hash = Buffer.alloc(32, 1);
const otherHash = Buffer.alloc(32, 2);
const answer = { status: 201, headers: { 'Content-Type': 'application/json' }, text: '{"a":"\\u0000"}' };
let testEnv: TestEnv;
let ctx: ServiceContext;

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
});
afterAll(() => testEnv.close());

const applied = {
  sessionId: '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6a',
  inputId: '0190f3c2-5a35-7c1e-9a55-3c2b1d0e4f6b',
};

async function markApplied(key: string): Promise<void> {
  await testEnv.platform.db.pool.query(
    `UPDATE idempotency_records SET status = 'applied', session_id = $2, input_id = $3 WHERE key = $1`,
    [key, applied.sessionId, applied.inputId],
  );
}

async function claimIdOf(key: string, of = hash): Promise<string> {
  const claim = await claimRequest(ctx, { key, hash: of });
  if (claim.kind !== 'claimed') throw new Error(`${key} is ${claim.kind}`);
  return claim.claimId;
}

describe('claimRequest', () => {
  it('runs one of many (idempotency/one-at-a-time)', async () => {
    const claims = await Promise.all(
      Array.from({ length: 8 }, () => claimRequest(ctx, { key: 'many', hash })),
    );
    expect(claims.map(({ kind }) => kind).sort()).toEqual([
      'claimed',
      ...Array.from({ length: 7 }, () => 'running'),
    ]);
  });

  it('answers with the stored answer for 24 h, then starts over (idempotency/first-answer)', async () => {
    await claimRequest(ctx, { key: 'day', hash });
    expect(await completeRequest(ctx, { key: 'day', hash, answer })).toBe(answer);
    clock.advance(DAY_MS - 1);
    expect(await claimRequest(ctx, { key: 'day', hash })).toEqual({ kind: 'done', answer });
    expect(await claimRequest(ctx, { key: 'day', hash: otherHash })).toEqual({ kind: 'mismatch' });
    clock.advance(1);
    expect(await claimRequest(ctx, { key: 'day', hash: otherHash })).toMatchObject({ kind: 'claimed' });
  });

  it('keeps organizations apart', async () => {
    const other = actIn(testEnv.platform, await addOrganization(testEnv.platform.db));
    expect(await claimRequest(ctx, { key: 'shared', hash })).toMatchObject({ kind: 'claimed' });
    expect(await claimRequest(other, { key: 'shared', hash: otherHash })).toMatchObject({ kind: 'claimed' });
  });

  it('takes over an expired request, but not one that renews its lease (idempotency/one-at-a-time)', async () => {
    await claimRequest(ctx, { key: 'lapsed', hash });
    clock.advance(LEASE_MS - 1);
    await renewRequest(ctx, { key: 'lapsed' });
    clock.advance(LEASE_MS - 1);
    expect(await claimRequest(ctx, { key: 'lapsed', hash })).toEqual({ kind: 'running' });
    clock.advance(1);
    expect(await claimRequest(ctx, { key: 'lapsed', hash: otherHash })).toEqual({ kind: 'mismatch' });
    expect(await claimRequest(ctx, { key: 'lapsed', hash })).toMatchObject({ kind: 'claimed' });
  });

  it('never runs an applied request again: one caller rebuilds the answer (idempotency/applied-once)', async () => {
    await claimRequest(ctx, { key: 'applied', hash });
    await markApplied('applied');
    expect(await claimRequest(ctx, { key: 'applied', hash })).toEqual({ kind: 'running' });
    clock.advance(LEASE_MS);
    const claims = await Promise.all([1, 2].map(() => claimRequest(ctx, { key: 'applied', hash })));
    expect(claims).toContainEqual({ kind: 'applied', claimId: expect.any(String), ...applied });
    expect(claims).toContainEqual({ kind: 'running' });
  });
});

describe('the caller of a claim', () => {
  const as = (scopes: readonly Scope[], channelId: string | null = null): ServiceContext => ({
    ...ctx,
    actor: { type: 'apiKey', orgId: testEnv.orgId, keyId: randomUUID(), scopes, channelId },
  });
  const mine = () => as(['sessions:read', 'sessions:write']);

  it.each<[string, () => ServiceContext, string]>([
    ['another key with the same scopes', () => as(['sessions:write', 'sessions:read']), 'done'],
    ['a key with fewer', () => as(['sessions:write']), 'mismatch'],
    ['a key with more', () => as(['sessions:write', 'sessions:read', 'flows:read']), 'mismatch'],
    ['a key of a channel', () => as(['sessions:read', 'sessions:write'], randomUUID()), 'mismatch'],
    ['somebody who is no key', () => ctx, 'mismatch'],
  ])('decides who gets the stored answer: %s (idempotency/same-permissions)', async (name, other, kind) => {
    await claimRequest(mine(), { key: name, hash });
    await completeRequest(mine(), { key: name, hash, answer });
    expect((await claimRequest(other(), { key: name, hash })).kind).toBe(kind);
    expect((await claimRequest(mine(), { key: name, hash })).kind).toBe('done');
  });

  it('decides who takes over an expired claim (idempotency/same-permissions)', async () => {
    await claimRequest(mine(), { key: 'lapsed-other', hash });
    clock.advance(LEASE_MS);
    expect((await claimRequest(as(['sessions:write']), { key: 'lapsed-other', hash })).kind).toBe('mismatch');
    expect(
      (
        await claimRequest(mine(), {
          key: 'lapsed-other',
          hash,
        })
      ).kind,
    ).toBe('claimed');
  });

  it('is not checked for records of an earlier build', async () => {
    await claimRequest(mine(), { key: 'before', hash });
    await completeRequest(mine(), { key: 'before', hash, answer });
    await testEnv.platform.db.pool.query("UPDATE idempotency_records SET caller = NULL WHERE key = 'before'");
    expect((await claimRequest(as(['sessions:write']), { key: 'before', hash })).kind).toBe('done');
  });
});

describe('completeRequest', () => {
  it('returns the first stored answer (idempotency/first-answer)', async () => {
    await claimRequest(ctx, { key: 'first', hash });
    await completeRequest(ctx, { key: 'first', hash, answer });
    const second = await completeRequest(ctx, { key: 'first', hash, answer: { ...answer, text: '{}' } });
    expect(second).toEqual(answer);
  });
});

describe('deleteRequest', () => {
  it('deletes an unapplied record, and reopens an applied one for the next caller', async () => {
    await deleteRequest(ctx, { key: 'let-go', claimId: await claimIdOf('let-go') });
    const claimId = await claimIdOf('let-go', otherHash);
    await markApplied('let-go');
    await deleteRequest(ctx, { key: 'let-go', claimId });
    expect(await claimRequest(ctx, { key: 'let-go', hash: otherHash })).toMatchObject({
      kind: 'applied',
      ...applied,
    });
  });

  it('leaves the key to a later claim, however late it runs (idempotency/own-claim-only)', async () => {
    const first = await claimIdOf('late');
    clock.advance(LEASE_MS);
    const second = await claimIdOf('late');
    await deleteRequest(ctx, { key: 'late', claimId: first });
    await reopenRequest(ctx, { key: 'late', claimId: first });
    expect(await claimRequest(ctx, { key: 'late', hash })).toEqual({ kind: 'running' });
    await deleteRequest(ctx, { key: 'late', claimId: second });
    expect(await claimRequest(ctx, { key: 'late', hash })).toMatchObject({ kind: 'claimed' });
  });
});

describe('reopenRequest', () => {
  it('lets only the same request run again, with the start of its first attempt (idempotency/same-id-on-retry)', async () => {
    const first = await claimRequest(ctx, { key: 'again', hash });
    if (first.kind !== 'claimed') throw new Error(`it is ${first.kind}`);
    clock.advance(1_000);
    await reopenRequest(ctx, { key: 'again', claimId: first.claimId });
    expect(await claimRequest(ctx, { key: 'again', hash: otherHash })).toEqual({ kind: 'mismatch' });
    expect(await claimRequest(ctx, { key: 'again', hash })).toMatchObject({
      kind: 'claimed',
      begunAt: first.begunAt,
    });
  });

  it('reopens an applied record for the next caller (idempotency/applied-once)', async () => {
    const claimId = await claimIdOf('again-applied');
    await markApplied('again-applied');
    await reopenRequest(ctx, { key: 'again-applied', claimId });
    expect(await claimRequest(ctx, { key: 'again-applied', hash })).toMatchObject({
      kind: 'applied',
      ...applied,
    });
  });
});

describe('createOnce', () => {
  const find = async () => null;
  const create = async (id: string) => id;

  it('generates a new id without a key', async () => {
    expect(await createOnce(ctx, { find, create })).not.toBe(await createOnce(ctx, { find, create }));
  });

  it('derives the id from the organization, the key, and the start of the first attempt (idempotency/same-id-on-retry)', () => {
    const request = { orgId: testEnv.orgId, key: 'made', begunAt: new Date(1_700_000_000_000) };
    expect(toCreatedId(request)).toBe(toCreatedId({ ...request }));
    expect(toCreatedId(request)).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    const others = [{ orgId: 'another' }, { key: 'made2' }, { begunAt: new Date(1_700_000_000_001) }];
    const ids = [request, ...others.map((other) => ({ ...request, ...other }))].map(toCreatedId);
    expect(new Set(ids).size).toBe(4);
  });

  it('returns what an earlier attempt created', async () => {
    const again = { ...ctx, madeId: () => 'one' };
    expect(await createOnce(again, { find, create })).toBe('one');
    expect(await createOnce(again, { find: async (id) => `found ${id}`, create })).toBe('found one');
  });

  it('returns what a concurrent attempt created, or throws its own error', async () => {
    const again = { ...ctx, madeId: () => 'one' };
    const found = [null, 'one'];
    const taken = () => Promise.reject(new Error('taken'));
    expect(await createOnce(again, { find: async () => found.shift() ?? null, create: taken })).toBe('one');
    await expect(createOnce(again, { find, create: taken })).rejects.toThrow('taken');
  });
});

describe('pruneRequests', () => {
  it('deletes up to `limit` expired records', async () => {
    await claimRequest(ctx, { key: 'young', hash });
    clock.advance(1);
    const { rows } = await testEnv.platform.db.pool.query(
      'SELECT count(*)::int AS n FROM idempotency_records WHERE expires_at <= $1',
      [new Date(clock.now() + DAY_MS - 1)],
    );
    clock.advance(DAY_MS - 1);
    expect(rows[0].n).toBeGreaterThan(2);
    expect(await pruneRequests(testEnv.platform, { limit: 2 })).toBe(2);
    expect(await pruneRequests(testEnv.platform, { limit: 1_000 })).toBe(rows[0].n - 2);
  });
});

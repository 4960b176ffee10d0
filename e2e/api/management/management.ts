import { describe, expect, it } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { openHeadless } from '../headless/client';
import { PROCESSED } from '../support/flows';
import { ask, requireBody, type Target } from '../support/target';
import { describeChannels } from './channels';
import { openManagement, type Paged } from './client';
import { describeModelPrices } from './model-prices';
import { describeSessions } from './sessions';

type Flow = {
  id: string;
  slug: string;
  name: string;
  draft: object;
  draftRev: number;
  draftChanged: boolean;
  published: { number: number } | null;
};
type Version = { id: string; number: number; current: boolean; note: string };
type Key = { id: string; status: string; rotatedToId: string | null; lastUsedAt: string | null };

/** The management API: flows, versions, channels, rooms, prices, API keys and sessions. */
export function describeManagement(target: () => Target): void {
  const { call, expectError } = openManagement(target);
  const create = async (body: object): Promise<Flow> =>
    requireBody(await call<Flow>('POST', '/flows', { body }), 201);
  const newSlug = () => `managed-${crypto.randomUUID().slice(0, 13)}`;

  describe('flows', () => {
    it('are created, read, saved, validated, published and archived', async () => {
      const made = await create({ name: 'Managed', slug: newSlug(), definition: { unfinished: true } });
      const path = `/flows/${made.id}`;
      const read = await call<Flow>('GET', path);
      expect(requireBody(read, 200)).toEqual(made);
      expect(read.headers.get('etag')).toBe('"1"');

      const checked = await call<{ problems: { severity: string }[] }>('POST', `${path}/validate`);
      expect(requireBody(checked, 200).problems[0]).toMatchObject({ severity: 'error' });
      const refused = await expectError(call('POST', `${path}/publish`), 422, 'flow_invalid');
      expect(refused.details).toMatchObject({
        problems: expect.arrayContaining([expect.objectContaining({ path: '/start' })]),
      });

      const tag = { headers: { 'if-match': '"1"' } };
      const saved = await call<Flow>('PATCH', path, { body: { draft: PROCESSED, name: 'Done' }, ...tag });
      expect(requireBody(saved, 200)).toMatchObject({ name: 'Done', draftRev: 2, draft: PROCESSED });
      const late = await expectError(
        call('PATCH', path, { body: { draft: {} }, ...tag }),
        412,
        'draft_conflict',
      );
      expect(late.details).toEqual({ currentRev: 2 });
      await expectError(call('POST', `${path}/publish`, tag), 412, 'draft_conflict');

      const published = await call<Version>('POST', `${path}/publish`, { body: { note: 'first' } });
      expect(requireBody(published, 201)).toMatchObject({ number: 1, note: 'first', current: true });
      expect((await openHeadless(target()).start(made.slug)).status).toBe(201);
      expect((await call<Flow>('DELETE', path)).status).toBe(204);
      await expectError(call('GET', path), 404, 'not_found');
      expect((await openHeadless(target()).start(made.id)).status).toBe(404);
    });

    it('keep their versions', async () => {
      const made = await create({ name: 'Versions', slug: newSlug(), definition: PROCESSED });
      const path = `/flows/${made.id}`;
      requireBody(await call('POST', `${path}/publish`), 201);
      requireBody(await call('PATCH', path, { body: { draft: ECHO } }), 200);
      requireBody(await call('POST', `${path}/publish`), 201);
      const first = requireBody(await call<Paged<Version>>('GET', `${path}/versions?limit=1`), 200);
      const second = requireBody(
        await call<Paged<Version>>('GET', `${path}/versions?limit=1&cursor=${first.nextCursor}`),
        200,
      );
      expect([...first.items, ...second.items].map(({ number }) => number)).toEqual([2, 1]);
      const version = await call<{ definition: object }>('GET', `${path}/versions/1`);
      expect(requireBody(version, 200).definition).toEqual(PROCESSED);
      const restored = await call<Flow>('POST', `${path}/versions/1/restore`);
      expect(requireBody(restored, 200)).toMatchObject({
        draft: PROCESSED,
        draftRev: 3,
        published: { number: 2 },
      });
      await expectError(call('GET', `${path}/versions/9`), 404, 'not_found');
      await expectError(call('GET', `${path}/versions/x`), 400, 'invalid_request');
    });

    it('are exported and imported as files', async () => {
      const made = await create({ name: 'Traveller', slug: newSlug(), definition: ECHO });
      const exported = await call<object>('GET', `/flows/${made.id}/export`);
      expect(requireBody(exported, 200)).toEqual({
        format: 'parley.flow',
        slug: made.slug,
        name: 'Traveller',
        definition: ECHO,
      });
      expect(exported.headers.get('content-disposition')).toBe(
        `attachment; filename="${made.slug}.flow.json"`,
      );
      const file = exported.body;
      await expectError(call('POST', '/flows/import', { body: { file } }), 409, 'slug_taken');
      const slug = newSlug();
      const imported = await call<Flow>('POST', '/flows/import', { body: { file, slug } });
      expect(requireBody(imported, 201)).toMatchObject({ slug, draft: ECHO, published: null });
    });

    it('are listed page by page and found by their slug', async () => {
      const { slug, id } = await create({ name: 'Needle', slug: newSlug() });
      const found = requireBody(await call<Paged<Flow>>('GET', `/flows?search=${slug}`), 200);
      expect(found.items.map((flow) => flow.id)).toEqual([id]);
      expect(requireBody(await call<Paged<Flow>>('GET', '/flows?limit=1'), 200).nextCursor).toEqual(
        expect.any(String),
      );
      await expectError(call('GET', '/flows?limit=0'), 400, 'invalid_request');
      await expectError(call('GET', '/flows?cursor=nonsense'), 400, 'invalid_request');
    });

    it('are created once per Idempotency-Key', async () => {
      const asked = { body: { name: 'Once' }, headers: { 'idempotency-key': crypto.randomUUID() } };
      const first = await call<Flow>('POST', '/flows', asked);
      const second = await call<Flow>('POST', '/flows', asked);
      expect(requireBody(second, 201).id).toBe(first.body.id);
      expect(second.headers.get('etag')).toBe('"1"');
    });

    it('may have drafts up to 1 MB, and no more', async () => {
      const { id } = await create({ name: 'Large' });
      const draft = (chars: number) => ({ body: { draft: { text: 'x'.repeat(chars) } } });
      expect((await call('PATCH', `/flows/${id}`, draft(999_980))).status).toBe(200);
      await expectError(call('PATCH', `/flows/${id}`, draft(1_000_000)), 400, 'limit_exceeded');
      await expectError(call('PATCH', `/flows/${id}`, draft(1_200_000)), 413, 'body_too_large');
    });
  });

  describe('API keys', () => {
    it('are created, listed, rotated and revoked', async () => {
      const made = requireBody(
        await call<{ key: Key; secret: string }>('POST', '/api-keys', {
          body: { name: 'Made', scopes: ['sessions:read'], expiresAt: '2999-01-01T00:00:00Z' },
        }),
        201,
      );
      const use = async (key: string) => (await call('GET', '/sessions?limit=1', { key })).status;
      expect(await use(made.secret)).toBe(200);
      const next = requireBody(
        await call<{ key: Key; secret: string }>('POST', `/api-keys/${made.key.id}/rotate`, {
          body: { overlapMs: 60_000 },
        }),
        201,
      );
      expect([await use(made.secret), await use(next.secret)]).toEqual([200, 200]);
      expect(requireBody(await call<Key>('DELETE', `/api-keys/${made.key.id}`), 200).status).toBe('revoked');
      expect([await use(made.secret), await use(next.secret)]).toEqual([401, 200]);
      const { items } = requireBody(await call<Paged<Key>>('GET', '/api-keys'), 200);
      expect(items.find(({ id }) => id === made.key.id)).toMatchObject({
        status: 'revoked',
        rotatedToId: next.key.id,
      });
      expect(JSON.stringify(items)).not.toContain(next.secret);
      await expectError(call('POST', `/api-keys/${made.key.id}/rotate`), 412, 'precondition_failed');
    });

    it('allow what their scopes say, and grant no more', async () => {
      const body = { name: 'Narrow', scopes: ['keys:write', 'flows:read'] };
      const { secret: key } = requireBody(await call<{ secret: string }>('POST', '/api-keys', { body }), 201);
      expect((await call('GET', '/flows', { key })).status).toBe(200);
      const refused = await expectError(
        call('POST', '/flows', { key, body: { name: 'x' } }),
        403,
        'permission_denied',
      );
      expect(refused.details).toEqual({ scope: 'flows:write' });
      await expectError(call('GET', '/api-keys', { key }), 403, 'permission_denied');
      await expectError(
        call('POST', '/api-keys', { key, body: { ...body, scopes: ['flows:write'] } }),
        403,
        'permission_denied',
      );
    });

    it('are never answered from a stored answer, which would contain the secret', async () => {
      const asked = {
        body: { name: 'Twice', scopes: ['flows:read'] },
        headers: { 'idempotency-key': crypto.randomUUID() },
      };
      const first = await call<{ secret: string }>('POST', '/api-keys', asked);
      const second = await call<{ secret: string }>('POST', '/api-keys', asked);
      expect(second.body.secret).not.toBe(first.body.secret);
    });

    it.each([
      [{ name: 'x', scopes: ['everything'] }, ['scopes', 0]],
      [{ name: 'x', scopes: [] }, ['scopes']],
      [{ name: 'x', scopes: ['flows:read'], expiresAt: 'tomorrow' }, ['expiresAt']],
      [{ name: 'x', scopes: ['flows:read'], expiresAt: '2001-01-01T00:00:00Z' }, ['expiresAt']],
    ])('refuses %j', async (body, path) => {
      const error = await expectError(call('POST', '/api-keys', { body }), 400, 'invalid_request');
      expect(error.details).toMatchObject({ issues: [{ path }] });
    });
  });

  describeSessions(target);
  describeChannels(target);
  describeModelPrices(target);

  describe('the management API', () => {
    it('has its own envelope', async () => {
      await expectError(ask(target(), 'GET', '/api/v1/nonsense'), 404, 'not_found');
      await expectError(call('GET', '/flows', { key: null }), 401, 'credential_missing');
      await expectError(call('PUT', '/flows', { body: {} }), 405, 'method_not_allowed');
      await expectError(
        ask(target(), 'GET', `/api/v1/orgs/${crypto.randomUUID()}/flows`),
        403,
        'permission_denied',
      );
    });

    it('is described by openapi.json', async () => {
      const reply = await ask<{ paths: object; components: { schemas: object } }>(
        target(),
        'GET',
        '/api/v1/openapi.json',
        {
          key: null,
        },
      );
      const { paths, components } = requireBody(reply, 200);
      expect(Object.keys(paths)).toHaveLength(82);
      expect(Object.keys(components.schemas)).toEqual(
        expect.arrayContaining(['Flow', 'Channel', 'Room', 'ModelPrice', 'ApiKey', 'Session', 'Error']),
      );
    });
  });
}

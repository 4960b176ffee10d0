import { describe, expect, it } from 'vitest';
import { requireBody, type Target } from '../support/target';
import { openManagement, type Paged } from './client';

type Price = { model: string; promptMicros: number; completionMicros: number; updatedAt: string };

/** Tests model prices. */
export function describeModelPrices(target: () => Target): void {
  const { call, expectError } = openManagement(target);
  const PRICE = { promptMicros: 150_000, completionMicros: 600_000 };

  describe('model prices', () => {
    it('are set, listed and deleted, whatever the model’s name', async () => {
      const model = `maker/model ${crypto.randomUUID()} ü`;
      const path = `/model-prices/${encodeURIComponent(model)}`;
      const set = requireBody(await call<Price>('PUT', path, { body: PRICE }), 200);
      expect(set).toEqual({ model, ...PRICE, updatedAt: expect.any(String) });
      const dearer = { ...PRICE, promptMicros: 200_000 };
      expect(requireBody(await call<Price>('PUT', path, { body: dearer }), 200)).toMatchObject(dearer);
      const all: Price[] = [];
      for (let cursor = ''; ; ) {
        const page = requireBody(await call<Paged<Price>>('GET', `/model-prices?limit=1${cursor}`), 200);
        all.push(...page.items);
        if (page.nextCursor === null) break;
        cursor = `&cursor=${page.nextCursor}`;
      }
      expect(all.filter((price) => price.model === model)).toMatchObject([dearer]);
      expect((await call('DELETE', path)).status).toBe(204);
      const gone = await expectError(call('DELETE', path), 404, 'not_found');
      expect(gone.details).toEqual({ thing: 'model price', id: model });
    });

    it.each([
      [{ ...PRICE, promptMicros: 0.5 }, 'promptMicros'],
      [{ ...PRICE, completionMicros: -1 }, 'completionMicros'],
      [{ promptMicros: 1 }, 'completionMicros'],
      [{ ...PRICE, promptMicros: 1_000_000_000_001 }, 'promptMicros'],
    ])('refuse %j', async (body, field) => {
      const error = await expectError(call('PUT', '/model-prices/a', { body }), 400, 'invalid_request');
      expect(error.details).toMatchObject({ issues: [{ path: [field] }] });
    });

    it('require the scopes of settings', async () => {
      const body = { name: 'Narrow', scopes: ['settings:read'] };
      const made = await call<{ secret: string }>('POST', '/api-keys', { body });
      const { secret: key } = requireBody(made, 201);
      expect((await call('GET', '/model-prices', { key })).status).toBe(200);
      const refused = await expectError(
        call('PUT', '/model-prices/a', { key, body: PRICE }),
        403,
        'permission_denied',
      );
      expect(refused.details).toEqual({ scope: 'settings:write' });
    });
  });
}

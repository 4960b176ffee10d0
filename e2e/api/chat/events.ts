import { beforeAll, describe, expect, it } from 'vitest';
import type { Target } from '../support/target';
import { type MadeChannel, makeChannel, openSession, openVisitor, type Visitor } from './client';

type Taken = { accepted: number; duplicates: number };

/** Tests the usage events that pages report. */
export function describeEvents(target: () => Target): void {
  let channel: MadeChannel;
  let visitor: Visitor;

  beforeAll(async () => {
    channel = await makeChannel(target());
    visitor = openVisitor(target(), await openSession(target(), channel));
  });

  const one = (body: object, by = visitor) => by.call<Taken>('POST', '/chat/events', { body });
  const batch = (events: object[]) => visitor.call<Taken>('POST', '/chat/events/batch', { body: { events } });

  describe('an event of a page', () => {
    it('is accepted once per id and key', async () => {
      const id = crypto.randomUUID();
      const event = {
        name: 'add_to_cart',
        props: { value: 12.5, currency: 'EUR' },
        id,
        timestamp: '2099-01-01T00:00:00Z',
      };
      expect(await one(event)).toMatchObject({ status: 202, body: { accepted: 1, duplicates: 0 } });
      const other = openVisitor(target(), await openSession(target(), channel));
      expect(await one(event, other)).toMatchObject({ status: 202, body: { accepted: 0, duplicates: 1 } });
      const mixed = await batch([event, { name: 'seen' }, { name: 'seen' }]);
      expect(mixed).toMatchObject({ status: 202, body: { accepted: 2, duplicates: 1 } });
    });

    it.each([
      [{}, 400],
      [{ name: 'Not A Name' }, 422],
      [{ name: 'x', props: { text: 'x'.repeat(4_096) } }, 422],
      [{ name: 'x', timestamp: 'yesterday' }, 422],
      [{ name: 'x', id: 'x'.repeat(129) }, 422],
    ])('%# is refused', async (event, status) => {
      expect((await one(event)).status).toBe(status);
    });

    it('is sent with at most 49 others', async () => {
      const events = Array.from({ length: 50 }, () => ({ name: 'seen' }));
      expect(await batch(events)).toMatchObject({ status: 202, body: { accepted: 50 } });
      const more = await batch([...events, { name: 'seen' }]);
      expect(more).toMatchObject({ status: 422, body: { error: 'validation_failed' } });
      expect(more.text).toContain('at most 50');
    });
  });
}

import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { message, session, sessionSummary, turn } from '@/server/dialects/management/schemas/sessions';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { openHeadless } from '../headless/client';
import { makeFlow } from '../support/flows';
import { requireBody, type Target } from '../support/target';
import { openManagement, type Paged } from './client';

/** Sessions: their list, their state, their transcripts and their turns. */
export function describeSessions(target: () => Target): void {
  const { call, expectError } = openManagement(target);

  describe('sessions', () => {
    let sessionId: string;
    let flowId: string;

    beforeAll(async () => {
      const flow = await makeFlow(target(), ECHO);
      flowId = flow.id;
      const api = openHeadless(target());
      sessionId = requireBody(await api.start(flow.id, { metadata: { channel: 'kiosk' } }), 201).sessionId;
      requireBody(await api.send(sessionId, { text: 'hi' }), 200);
    });

    it('are listed and read', async () => {
      const query = `?flowId=${flowId}&status=awaiting_input&status=completed&channel=kiosk&test=false`;
      const { items } = requireBody(await call<Paged<{ id: string }>>('GET', `/sessions${query}`), 200);
      expect(items).toMatchObject([
        { id: sessionId, channel: 'kiosk', test: false, status: 'awaiting_input' },
      ]);
      const detail = requireBody(await call<object>('GET', `/sessions/${sessionId}`), 200);
      expect(detail).toMatchObject({
        id: sessionId,
        variables: { said: 'hi' },
        wait: { type: 'input' },
        turnNo: 2,
      });
      await expectError(call('GET', '/sessions?status=sleeping'), 400, 'invalid_request');
      await expectError(call('GET', `/sessions/${crypto.randomUUID()}`), 404, 'not_found');
    });

    it('have only the documented fields', async () => {
      const readFirst = async (path: string) =>
        requireBody(await call<Paged<object>>('GET', path), 200).items[0] ?? {};
      const path = `/sessions/${sessionId}`;
      const detail = requireBody(await call<object>('GET', path), 200);
      expect(z.strictObject(session.shape).parse(detail)).toEqual(detail);
      const shapes = {
        '': sessionSummary,
        [`/${sessionId}/messages`]: message,
        [`/${sessionId}/turns`]: turn,
      };
      for (const [below, schema] of Object.entries(shapes)) {
        const first = await readFirst(`/sessions${below}`);
        expect(z.strictObject(schema.shape).parse(first)).toEqual(first);
      }
    });

    it('return their transcript and their turns, page by page', async () => {
      const read = async <T>(what: string): Promise<T[]> => {
        const path = `/sessions/${sessionId}/${what}?limit=1`;
        const all: T[] = [];
        for (let after = ''; ; ) {
          const page: Paged<T> = requireBody(await call<Paged<T>>('GET', `${path}${after}`), 200);
          all.push(...page.items);
          if (page.nextCursor === null) return all;
          after = `&after=${page.nextCursor}`;
        }
      };
      const messages = await read<{ direction: string; text: string }>('messages');
      expect(messages.map(({ direction, text }) => [direction, text])).toEqual([
        ['outbound', 'Say something.'],
        ['inbound', 'hi'],
        ['outbound', 'You said: hi'],
        ['outbound', 'Say something.'],
      ]);
      const turns = await read<{ no: number; trace: { steps: object[] } }>('turns');
      expect(turns.map(({ no }) => no)).toEqual([1, 2]);
      expect(turns[1]?.trace.steps.length).toBeGreaterThan(0);
    });
  });
}

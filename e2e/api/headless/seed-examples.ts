import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { TRANSFER } from '@/server/services/session/fixtures/flows';
import { AIRLINE, type MadeFlow, makeFlow, PROCESSED } from '../support/flows';
import { requireBody, type Target } from '../support/target';
import { type Headless, openHeadless } from './client';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** Tests every JSON example of the vendor's document: requests are accepted, responses have the same shape. */
export function describeSeedExamples(target: () => Target): void {
  let api: Headless;
  let airline: MadeFlow;

  beforeAll(async () => {
    api = openHeadless(target());
    airline = await makeFlow(target(), AIRLINE);
  });

  describe("the seed's examples", () => {
    it('Start Session, flow in wait state', async () => {
      const reply = await api.start(airline.id, readFixture('start-session.request'));
      const body = requireBody(reply, 201);
      expectForm(body, readFixture('start-session.waiting.response'));
      expect(body.messages.map(({ text }) => text)).toEqual([
        'Welcome to Concentrix Airlines!',
        'How can I help you today?',
      ]);
      expect(body.messages.map(({ id }) => id)).toEqual(['msg-001', 'msg-002']);
      expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(3_600_000);
    });

    it('Start Session, flow completed without interaction', async () => {
      const flow = await makeFlow(target(), PROCESSED);
      const body = requireBody(await api.start(flow.id), 201);
      expectForm(body, readFixture('start-session.completed.response'));
      expect(body.messages.map(({ type, text }) => [type, text])).toEqual([
        ['output', 'Your request has been processed.'],
        ['end', ''],
      ]);
    });

    it('Send Message, text', async () => {
      const { sessionId } = requireBody(await api.start(airline.id), 201);
      const body = requireBody(await api.send(sessionId, readFixture('send-text.request')), 200);
      expectForm(
        { ...body, messages: [...body.messages, ...body.messages] },
        readFixture('start-session.waiting.response'),
      );
      expect((await api.get(sessionId)).body.variables).toEqual({
        wish: "I'd like to check my flight status",
      });
    });

    it.each(['success', 'failed', 'hangup'])('Send Message, transfer result %s', async (status) => {
      const flow = await makeFlow(target(), TRANSFER);
      const started = requireBody(await api.start(flow.id), 201);
      expect(started.status).toBe('awaiting_transfer');
      const { transferResult } = readFixture('send-transfer-result.request') as { transferResult: object };
      const reply = await api.send(started.sessionId, { transferResult: { ...transferResult, status } });
      expect(requireBody(reply, 200).messages[0]?.text).toBe(
        status === 'success' ? 'It went well.' : 'It went badly.',
      );
    });

    it('Get Session', async () => {
      const variables = { customerName: 'Jane', bookingRef: 'CX12345' };
      const metadata = { externalSessionId: 'quiq-session-abc123' };
      const { sessionId } = requireBody(await api.start(airline.id, { variables, metadata }), 201);
      const body = requireBody(await api.get(sessionId), 200);
      expectForm(body, readFixture('get-session.response'));
      expect(body).toMatchObject({ variables, metadata, messageCount: 2 });
      expect(body.metadata).toEqual(metadata);
    });

    it('End Session', async () => {
      const { sessionId } = requireBody(await api.start(airline.id), 201);
      const body = requireBody(await api.end(sessionId), 200);
      expectForm(body, readFixture('end-session.response'));
      expect(body).toMatchObject({ sessionId, status: 'terminated', reason: 'client_requested' });
    });
  });
}

function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(path.resolve(`server/dialects/headless/fixtures/${name}.json`), 'utf8'));
}

/** Expects the same keys in the same order, types, id and time notations. Messages may have more fields, as the example's ellipsis says. */
function expectForm(actual: unknown, example: unknown): void {
  expect(toForm(actual, example)).toEqual(toForm(example, example));
}

function toForm(value: unknown, example: unknown, open = false): unknown {
  if (Array.isArray(value)) {
    const examples = Array.isArray(example) ? example : [];
    return value.map((item, index) => toForm(item, examples[index], true));
  }
  if (typeof value !== 'object' || value === null) return toWord(value);
  const known = Object.keys(example ?? {});
  const shown = Object.entries(value).filter(([key]) => !open || known.includes(key));
  return shown.map(([key, child]) => [
    key,
    key === 'variables' || key === 'metadata' ? 'object' : toForm(child, Reflect.get(example ?? {}, key)),
  ]);
}

function toWord(value: unknown): string {
  if (typeof value !== 'string') return typeof value;
  if (UUID.test(value)) return 'uuid';
  return TIME.test(value) ? 'time' : 'string';
}

import { expect } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import type { Dialect } from '../dialect-suite';
import { makeFlow } from '../support/flows';
import { makeChannel, makeRoom } from '../support/make-channel';
import { ask, requireBody, type Target } from '../support/target';
import { makeUnknownKey } from '../support/unknown-key';

// More than one page.
const CHANNELS = 60;

/** Adapts `umi` to the dialect suite. */
export async function openUmiDialect(target: Target): Promise<Dialect> {
  const base = `/api/v5/orgs/${target.orgId}/unified_messaging`;
  const flow = await makeFlow(target, ECHO);
  const roomId = await makeRoom(target, { mode: 'flow', flowId: flow.id });
  const made: string[] = [];
  for (let no = 0; no < CHANNELS; no += 1) {
    const { channel } = await makeChannel(target, { kind: 'umi', label: 'email', roomId });
    made.push(channel.id);
  }
  const message = {
    body: 'Hello',
    thread_id: crypto.randomUUID(),
    sender_id: 'a@example.com',
    message_id: '1',
  };
  return {
    credential: { authorization: `Token ${target.apiKey}` },
    unknownCredential: { authorization: `Bearer ${makeUnknownKey()}` },
    read: base,
    write: { path: `${base}/${made[0]}/messages`, body: { messages: [message] } },
    unknownPath: `${base}/${made[0]}/nothing`,
    tooManyBytes: 1_100_000,
    failures: {
      missingCredential: {
        status: 401,
        body: { detail: 'Authentication credentials were not provided.' },
      },
      unknownCredential: { status: 401, body: { detail: 'Invalid token.' } },
      unknownPath: { status: 404, body: { detail: 'Not found.' } },
      wrongMethod: { status: 405, body: { detail: 'Method "PUT" not allowed.' } },
      badJson: { status: 400, body: { detail: expect.stringMatching(/^JSON parse error - /) } },
      notAnObject: { status: 400, body: {} },
      nothingGiven: { status: 400, body: {} },
      bodyTooLarge: { status: 413, body: { detail: expect.any(String) } },
    },
    lists: [{ name: 'channels', expected: made, readPages: () => readChannels(target, base) }],
  };
}

type ChannelsBody = { next: string | null; previous: string | null; results: { id: string }[] };

async function readChannels(target: Target, base: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let next: string | null = `${target.baseUrl}${base}`; next !== null; ) {
    const path = next.slice(new URL(next).origin.length);
    const body: ChannelsBody = requireBody(await ask<ChannelsBody>(target, 'GET', path), 200);
    expect(body.previous === null).toBe(pages.length === 0);
    pages.push(body.results.map(({ id }) => id));
    next = body.next;
  }
  return pages;
}

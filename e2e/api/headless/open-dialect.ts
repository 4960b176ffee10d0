import { ECHO } from '@/server/services/session/fixtures/flows';
import type { Dialect } from '../dialect-suite';
import { makeFlow } from '../support/flows';
import { ask, requireBody, type Target } from '../support/target';
import { makeUnknownKey } from '../support/unknown-key';

const TURNS = 5;

/** Adapts `headless` to the dialect suite. */
export async function openHeadlessDialect(target: Target): Promise<Dialect> {
  const org = `/cgw/process/v1/orgs/${target.orgId}`;
  const flow = await makeFlow(target, ECHO);
  const path = `${org}/flows/${flow.id}/sessions`;
  const started = await ask<{ sessionId: string }>(target, 'POST', path, { body: {} });
  const session = `${org}/sessions/${requireBody(started, 201).sessionId}`;
  for (let turn = 0; turn < TURNS; turn += 1)
    requireBody(await ask(target, 'POST', `${session}/messages`, { body: { text: `${turn}` } }), 200);
  return {
    credential: { authorization: `Bearer ${target.apiKey}` },
    unknownCredential: { authorization: `Bearer ${makeUnknownKey()}` },
    read: session,
    write: { path: `${session}/messages`, body: { text: 'hello' } },
    unknownPath: `${org}/nothing`,
    tooManyBytes: 300_000,
    failures: {
      missingCredential: { status: 401, body: { error: { code: 'AUTH_HEADER_MISSING' } } },
      unknownCredential: { status: 401, body: { error: { code: 'INVALID_TOKEN' } } },
      unknownPath: { status: 404, body: { error: { code: 'NOT_FOUND' } } },
      wrongMethod: { status: 405, body: { error: { code: 'METHOD_NOT_ALLOWED' } } },
      badJson: { status: 400, body: { error: { code: 'INVALID_REQUEST' } } },
      notAnObject: { status: 400, body: { error: { code: 'INVALID_REQUEST' } } },
      nothingGiven: { status: 400, body: { error: { code: 'INVALID_REQUEST' } } },
      bodyTooLarge: { status: 413, body: { error: { code: 'BODY_TOO_LARGE' } } },
    },
    lists: [
      {
        name: 'events',
        expected: ['1-0', '2-0', `${TURNS + 1}-0`],
        readPages: () => readEvents(target, session),
      },
    ],
  };
}

type EventsBody = { events: { id: string }[]; cursor: string | null; more: boolean };

async function readEvents(target: Target, session: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let after = ''; ; ) {
    const path = `${session}/events?limit=4${after && `&after=${after}`}`;
    const { events, cursor, more } = requireBody(await ask<EventsBody>(target, 'GET', path), 200);
    pages.push(events.map(({ id }) => id));
    if (!more || cursor === null) return pages;
    after = cursor;
  }
}

import { expect } from 'vitest';
import { ECHO } from '@/server/services/session/fixtures/flows';
import type { Dialect } from '../dialect-suite';
import { makeFlow } from '../support/flows';
import { makeChannel, makeChannelKey } from '../support/make-channel';
import { ask, requireBody, type Target } from '../support/target';
import { makeUnknownKey } from '../support/unknown-key';

// The vendor's page size is 20.
const THREADS = 45;
const MESSAGES = 25;

/** Adapts `flowrest` to the dialect suite. */
export async function openFlowrestDialect(target: Target): Promise<Dialect> {
  const flow = await makeFlow(target, ECHO);
  const { channel } = await makeChannel(target, { kind: 'flowrest', flowId: flow.id });
  const key = await makeChannelKey(target, channel.id);
  const thread = `thread|${crypto.randomUUID()}`;
  const write = { path: `/rest/v1/messages/${encodeURIComponent(thread)}`, body: toBody('hello') };
  const threads: string[] = [thread];
  const send = <Body>(path: string, body?: object) =>
    ask<Body>(target, 'POST', path, { key: null, headers: { authorization: key }, body });
  for (let no = 0; no < MESSAGES; no += 1)
    requireBody(await send(`${write.path}?writeConcern=true`, toBody(`message ${no}`)), 200);
  for (let no = 0; no < THREADS; no += 1)
    threads.push(requireBody(await send<{ threadId: string }>('/rest/v1/messages'), 200).threadId);
  const error = { status: 'error', message: expect.any(String) };
  return {
    credential: { authorization: key },
    unknownCredential: { authorization: makeUnknownKey() },
    read: '/rest/v1/businesshours?sync=true',
    write,
    unknownPath: '/rest/v1/nothing',
    tooManyBytes: 300_000,
    failures: {
      missingCredential: { status: 401, body: error },
      unknownCredential: { status: 401, body: error },
      unknownPath: { status: 404, body: error },
      wrongMethod: { status: 405, body: error },
      badJson: { status: 400, body: error },
      notAnObject: { status: 400, body: error },
      nothingGiven: { status: 400, body: error },
      bodyTooLarge: { status: 413, body: error },
    },
    lists: [
      {
        name: 'threads',
        expected: threads,
        readPages: () => readPages<ThreadsBody>(target, key, '/rest/v1/threads', ({ threads: all }) => all),
      },
      {
        name: 'messages',
        expected: [],
        readPages: () =>
          readPages<HistoryBody>(target, key, write.path, ({ history }) =>
            history.map(({ messages }) => messages.map(({ meta }) => meta?.msgId)),
          ),
      },
    ],
  };
}

type ThreadsBody = { threads: string[]; page: string; pages: number };
type HistoryBody = {
  history: { messages: { meta?: { msgId: string } }[] }[];
  page: number;
  pages: number;
};

function toBody(speech: string): object {
  return { payload: { type: 'text', speech, originator: { name: 'Jane', role: 'external' } } };
}

async function readPages<Result extends { pages: number }>(
  target: Target,
  key: string,
  path: string,
  toItems: (result: Result) => unknown[],
): Promise<unknown[][]> {
  const read: unknown[][] = [];
  for (let page = 1; ; page += 1) {
    const headers = { authorization: key };
    const reply = await ask<{ result: Result }>(target, 'GET', `${path}?sync=true&page=${page}`, {
      key: null,
      headers,
    });
    const { result } = requireBody(reply, 200);
    read.push(toItems(result));
    if (page >= result.pages) return read;
  }
}

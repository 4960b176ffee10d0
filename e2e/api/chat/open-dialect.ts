import type { Dialect } from '../dialect-suite';
import { makeChannel } from '../support/make-channel';
import { ask, requireBody, type Target } from '../support/target';
import { makeUnknownKey } from '../support/unknown-key';
import { makeIntentFlow } from './asking-flow';

const API = '/api/public/v1/chat';
const ENGINE = '/api/v1/engine';

/** The part of `chat` that pages call, as the dialect suite sees it. */
export async function openChatDialect(target: Target): Promise<Dialect> {
  const { intent } = await makeIntentFlow(target);
  const { channel } = await makeChannel(target, { kind: 'chat' });
  const opened = await ask<{ sessionToken: string }>(target, 'POST', `${API}/sessions`, {
    key: null,
    body: { publicKey: channel.publicKey },
  });
  const { sessionToken } = opened.body;
  const credential = { authorization: `Bearer ${sessionToken}` };
  const write = { path: `${API}/messages`, body: { text: "I'd like to check my order", intentName: intent } };
  const sent = await ask<{ reply: { executionId: string } }>(target, 'POST', write.path, {
    key: sessionToken,
    body: write.body,
  });
  return {
    credential,
    unknownCredential: { authorization: `Bearer ${sessionToken.slice(0, -4)}AAAA` },
    read: `${API}/executions/${requireBody(sent, 200).reply.executionId}`,
    write,
    unknownPath: `${API}/nothing`,
    tooManyBytes: 300_000,
    failures: {
      missingCredential: { status: 401, body: { error: 'invalid_session_token' } },
      unknownCredential: { status: 401, body: { error: 'invalid_session_token' } },
      unknownPath: { status: 404, body: { error: 'not_found' } },
      wrongMethod: { status: 405, body: { error: 'method_not_allowed' } },
      badJson: { status: 400, body: { error: 'invalid_input' } },
      notAnObject: { status: 400, body: { error: 'invalid_input' } },
      bodyTooLarge: { status: 413, body: { error: 'body_too_large' } },
    },
    lists: [],
  };
}

/** The part of `chat` that servers call, as the dialect suite sees it. */
export async function openEngineDialect(target: Target): Promise<Dialect> {
  return {
    credential: { authorization: `Bearer ${target.apiKey}` },
    unknownCredential: { authorization: `Bearer ${makeUnknownKey()}` },
    read: `${ENGINE}/intents`,
    write: {
      path: `${ENGINE}/events`,
      body: { tenant_id: target.orgId, name: 'order.paid', payload: { amount: 12 } },
    },
    unknownPath: `${ENGINE}/nothing`,
    tooManyBytes: 300_000,
    failures: {
      missingCredential: { status: 401, body: { error: 'invalid_token' } },
      unknownCredential: { status: 401, body: { error: 'invalid_token' } },
      unknownPath: { status: 404, body: { error: 'not_found' } },
      wrongMethod: { status: 405, body: { error: 'method_not_allowed' } },
      badJson: { status: 400, body: { error: 'invalid_input' } },
      notAnObject: { status: 400, body: { error: 'invalid_input' } },
      bodyTooLarge: { status: 413, body: { error: 'body_too_large' } },
    },
    lists: [],
  };
}

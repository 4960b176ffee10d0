import type { Dialect } from '../dialect-suite';
import { makeFlow } from '../support/flows';
import type { Target } from '../support/target';
import { makeUnknownKey } from '../support/unknown-key';
import { makeChannel, openSession, openVisitor } from './client';
import { orderFlow } from './flows';

const API = '/api/public/v1/chat';
const ENGINE = '/api/v1/engine';

/** Adapts the page-facing part of `chat` to the dialect suite. */
export async function openChatDialect(target: Target): Promise<Dialect> {
  const intentName = `order_${crypto.randomUUID().slice(0, 8)}`;
  await makeFlow(target, orderFlow(intentName));
  const session = await openSession(target, await makeChannel(target));
  const { executionId } = await openVisitor(target, session).trigger(intentName);
  const { sessionToken } = session;
  return {
    credential: { authorization: `Bearer ${sessionToken}` },
    unknownCredential: { authorization: `Bearer ${sessionToken.slice(0, -4)}AAAA` },
    read: `${API}/executions/${executionId}`,
    write: { path: `${API}/messages`, body: { text: 'Hello', intentName } },
    unknownPath: `${API}/nothing`,
    tooManyBytes: 300_000,
    failures: {
      missingCredential: { status: 401, body: { error: 'invalid_session_token' } },
      unknownCredential: { status: 401, body: { error: 'invalid_session_token' } },
      unknownPath: { status: 404, body: { error: 'not_found' } },
      wrongMethod: { status: 405, body: { error: 'method_not_allowed' } },
      badJson: { status: 400, body: { error: 'invalid_input' } },
      notAnObject: { status: 422, body: { error: 'validation_failed' } },
      nothingGiven: { status: 400, body: { error: 'invalid_input' } },
      bodyTooLarge: { status: 413, body: { error: 'payload_too_large' } },
    },
    lists: [],
  };
}

/** Adapts the server-facing part of `chat` to the dialect suite. */
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
      notAnObject: { status: 422, body: { error: 'invalid_input' } },
      nothingGiven: { status: 400, body: { error: 'invalid_input' } },
      bodyTooLarge: { status: 413, body: { error: 'payload_too_large' } },
    },
    lists: [],
  };
}

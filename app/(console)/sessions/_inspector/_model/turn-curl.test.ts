import { describe, expect, it } from 'vitest';
import { type CurlPlace, curlOfTurn } from './turn-curl';

const rest: CurlPlace = {
  origin: 'http://localhost:3000',
  orgId: 'ORG',
  sessionId: 'SES',
  flowId: 'FLOW',
  channel: null,
  threadId: null,
};
const on = (kind: 'chat' | 'flowrest' | 'umi'): CurlPlace => ({
  ...rest,
  channel: { id: 'CH', kind, publicKey: kind === 'chat' ? 'pk_live_1' : null },
  threadId: 'order 7',
});
const messageTurn = { event: { type: 'message', text: 'It’s me', at: 0 } };

describe('a turn as a request', () => {
  it('is the message call of plain REST', () => {
    expect(curlOfTurn(rest, messageTurn)).toMatchInlineSnapshot(`
      "curl -X POST 'http://localhost:3000/cgw/process/v1/orgs/ORG/sessions/SES/messages' \\
        -H "Authorization: Bearer $PARLEY_API_KEY" \\
        -H 'Content-Type: application/json' \\
        -d '{"text":"It’s me"}'"
    `);
  });

  it('is the channel’s own call, with its thread', () => {
    expect(curlOfTurn(on('flowrest'), messageTurn)).toContain("/rest/v1/messages/order%207?sync=true'");
    expect(curlOfTurn(on('flowrest'), messageTurn)).toContain('"payload":{"type":"text","speech":"It’s me"}');
    expect(curlOfTurn(on('umi'), messageTurn)).toContain("/api/v5/orgs/ORG/unified_messaging/CH/messages'");
    expect(curlOfTurn(on('umi'), messageTurn)).toContain('"thread_id":"order 7"');
    expect(curlOfTurn(on('chat'), messageTurn)).toContain('"executionId":"SES"');
    expect(curlOfTurn(on('chat'), messageTurn)).toContain('"publicKey":"pk_live_1"');
  });

  it('starts a session with the same variables', () => {
    const started = {
      event: {
        type: 'started',
        variables: { a: 1, trigger: { type: 'intent', intent: 'order', text: 'Hi' } },
      },
    };
    expect(curlOfTurn(rest, started)).toContain('/flows/FLOW/sessions');
    expect(curlOfTurn(rest, started)).toContain('"variables":{"a":1');
    expect(curlOfTurn(on('chat'), started)).toContain(
      '{"text":"Hi","intentName":"order","variables":{"a":1}}',
    );
    expect(curlOfTurn(on('umi'), started)).toContain('"body":"Hi"');
  });

  it.each([
    [{ type: 'transfer.completed', status: 'failed', failReason: 'busy' }, '"failReason":"busy"'],
    [{ type: 'variables.changed', set: { a: 2 } }, 'PATCH'],
    [{ type: 'session.ended' }, 'DELETE'],
    [{ type: 'event.received', name: 'order.paid', payload: { sum: 3 } }, '"name":"order.paid"'],
  ])('causes %j', (event, part) => {
    expect(curlOfTurn(rest, { event })).toContain(part);
  });

  it.each(['timer.fired', 'effect.succeeded', 'control.changed', 'person.replied'])(
    'is null for %s',
    (type) => {
      expect(curlOfTurn(rest, { event: { type } })).toBeNull();
      expect(curlOfTurn(on('flowrest'), { event: { type } })).toBeNull();
    },
  );
});

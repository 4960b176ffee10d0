import { describe, expect, it } from 'vitest';
import type { MessageView } from '@/app/_features/session/view';
import { toTextTranscript } from './export-transcript';

const at = '2026-03-20T10:00:00.123Z';
const base = {
  id: 'm',
  turnNo: 1,
  expected: null,
  sender: null,
  externalId: null,
  suggestionId: null,
  inputId: null,
  nodeId: null,
  createdAt: at,
};
const outbound = (seq: number, text: string, kind = 'text'): MessageView => ({
  ...base,
  seq,
  direction: 'outbound',
  kind,
  content: kind === 'end' ? { type: 'end', output: null } : { type: 'text', text },
  text,
});
const inbound = (seq: number, content: MessageView['content'], text: string): MessageView => ({
  ...base,
  seq,
  direction: 'inbound',
  kind: content.type,
  content,
  text,
});

describe('toTextTranscript', () => {
  it('formats head and messages', () => {
    const session = {
      id: 'S',
      channel: 'api',
      externalId: 'crm-1',
      createdAt: at,
      status: 'awaiting_input' as const,
    };
    const messages = [
      outbound(1, 'Welcome\nto the desk'),
      inbound(2, { type: 'text', text: 'hi' }, 'hi'),
      inbound(3, { type: 'transfer', status: 'failed', failReason: 'busy' }, 'busy'),
      outbound(4, '', 'end'),
    ];
    expect(toTextTranscript(session, 'Airline desk v1', messages)).toMatchInlineSnapshot(`
      "Session S
      Flow: Airline desk v1
      Channel: api, external id crm-1
      Started: 2026-03-20T10:00:00.123Z
      State: awaiting input

      [2026-03-20 10:00:00] Flow: Welcome
                                  to the desk
      [2026-03-20 10:00:00] Person: hi
      [2026-03-20 10:00:00] Person: (transfer failed: busy)
      [2026-03-20 10:00:00] Flow: (end)
      "
    `);
  });

  it('names the people who answered in the flow’s place', () => {
    const session = { id: 'S', channel: 'api', externalId: null, createdAt: at, status: 'running' as const };
    const sender = { type: 'person' as const, id: 'u', name: 'Ada Lovelace' };
    const text = toTextTranscript(session, 'Desk v1', [{ ...outbound(1, 'I am here.'), sender }]);
    expect(text).toContain('Ada Lovelace: I am here.');
  });
});

import { describe, expect, it } from 'vitest';
import { readFixture } from '@/e2e/api/umi/read-fixture';
import type { TurnWebhookEvent } from '@/server/services/delivery/rendering/webhook-renderer';
import type { MessageView, SessionView } from '@/server/services/session/view';
import { renderUmiWebhooks } from './webhooks';

const CHAT_ID = 'a1b2c3d4-5678-90ab-cdef-123456789012';
const ROOM_ID = '789e4567-e89b-12d3-a456-426614174111';

const session: SessionView = {
  id: CHAT_ID,
  flowId: 'bot-user-uuid',
  versionId: '',
  status: 'awaiting_input',
  isTest: false,
  channel: 'umi',
  externalId: 'email-thread-12345',
  metadata: {},
  variables: {},
  visitor: {},
  wait: null,
  nodeId: null,
  control: 'flow',
  failure: null,
  output: null,
  turnNo: 1,
  messageCount: 1,
  createdAt: new Date(0),
  lastActivityAt: new Date(0),
  expiresAt: null,
  finishedAt: null,
  channelId: '550e8400-e29b-41d4-a716-446655440000',
  threadId: '',
  roomId: ROOM_ID,
  waitingSince: null,
  waitTurnNo: 1,
  awaitedEvent: null,
  assigneeId: null,
  environment: 'production',
  eventDepth: 0,
};

const turn: TurnWebhookEvent = {
  type: 'turn',
  channel: {
    orgId: 'org-uuid',
    id: '550e8400-e29b-41d4-a716-446655440000',
    kind: 'umi',
    name: 'Support Email Channel',
    enabled: true,
    flowId: null,
    room: { id: ROOM_ID, name: 'Desk', mode: 'flow', flowId: 'bot-user-uuid' },
    label: 'email',
    publicKey: null,
    environment: null,
    settings: {
      botName: 'Bot Assistant',
      dedupeMessageIds: false,
      concurrency: 'queue',
      disableOnGone: false,
    },
    hasWebhook: true,
    config: {},
    defaults: {},
  },
  thread: { id: '', externalId: 'email-thread-12345' },
  session,
  titles: { flow: '', ofNode: () => '' },
  before: null,
  controlBefore: 'flow',
  events: ['message'],
  messages: [],
  suggestions: [],
  at: new Date(0),
};

const agentMessage: MessageView = {
  seq: 2,
  id: 'm1n2o3p4-5678-90ab-cdef-123456789012',
  turnNo: 1,
  direction: 'outbound',
  kind: 'text',
  content: { type: 'text', text: 'Your order #12345 has been shipped!' },
  text: 'Your order #12345 has been shipped!',
  expected: null,
  sender: { type: 'person', id: 'd4e5f6a7-1234-5678-abcd-ef0123456789', name: 'Agent Smith' },
  externalId: null,
  suggestionId: null,
  inputId: null,
  nodeId: null,
  createdAt: new Date('2026-03-01T12:00:00Z'),
};

const suggestion: TurnWebhookEvent['suggestions'][number] = {
  id: 'rs-uuid-here',
  sessionId: CHAT_ID,
  turnNo: 1,
  messageId: 'visitor-message-uuid',
  text: 'Your order #12345 was shipped yesterday and should arrive by Friday.',
  score: 0.95,
  flowId: 'bot-user-uuid',
  createdAt: new Date('2026-03-01T12:01:00Z'),
};

const render = (more: Partial<TurnWebhookEvent>) => renderUmiWebhooks({ ...turn, ...more });
const bodiesOf = (more: Partial<TurnWebhookEvent>) => render(more).map(({ body }) => JSON.parse(body));

describe('the webhooks of umi', () => {
  it('have the exact bytes of the vendor’s examples (3.1, 3.2)', () => {
    expect(render({ messages: [agentMessage], suggestions: [suggestion] })).toEqual([
      { event: 'message_created', body: JSON.stringify(readFixture('message-created.webhook')) },
      {
        event: 'reply_suggestion_created',
        body: JSON.stringify(readFixture('reply-suggestion-created.webhook')),
      },
    ]);
  });

  it('contain the flow’s messages under its name, as plain text', () => {
    const text = 'Which one?\n1. Red\n2. Blue';
    const [webhook] = bodiesOf({ messages: [{ ...agentMessage, sender: null, text }] });
    expect(webhook.message).toMatchObject({
      message: text,
      sender_id: 'bot-user-uuid',
      sender_name: 'Bot Assistant',
      sender_public_name: 'Bot Assistant',
    });
  });

  it('leave out messages of visitors, and messages without text', () => {
    const visitor = { ...agentMessage, direction: 'inbound' as const, sender: null };
    const end = { ...agentMessage, sender: null, kind: 'end', text: '' };
    expect(render({ messages: [visitor, end] })).toEqual([]);
  });

  it('contain the suggestion that a message was made from', () => {
    const quoted = { id: 'rs-uuid-here', text: 'Yes.', score: null, messageId: 'visitor-message-uuid' };
    const [webhook] = bodiesOf({
      messages: [{ ...agentMessage, suggestionId: 'rs-uuid-here', suggestion: quoted }],
    });
    expect(webhook.message).toMatchObject({
      selected_reply_suggestion_id: 'rs-uuid-here',
      selected_reply_suggestion: {
        id: 'rs-uuid-here',
        suggestion: 'Yes.',
        relevancy_score: null,
        message_id: 'visitor-message-uuid',
      },
    });
  });

  it.each([
    ['Assistant', 'Assistant', ''],
    ['Ada  King Lovelace', 'Ada', 'King Lovelace'],
  ])('split the name %s', (botName, first, last) => {
    if (turn.channel.kind !== 'umi') throw new Error('this is a channel of umi');
    const channel = { ...turn.channel, settings: { ...turn.channel.settings, botName } };
    const [webhook] = bodiesOf({ channel, suggestions: [suggestion] });
    expect(webhook.reply_suggestion.created_by_user).toMatchObject({
      first_name: first,
      last_name: last,
      full_name: botName,
    });
  });
});

import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { listButtons, renderInConsole, toText, VIEWER_ID } from '@/app/_lib/fixtures/render-in-console';
import type { Role } from '@/server/shared/scopes';
import type { Conversation } from '../_model/describe-hold';
import { ConversationHeader } from './conversation-header';

const AT = '2026-03-20T10:00:00.000Z';
const CONVERSATION: Conversation = {
  ...{
    id: 's1',
    status: 'awaiting_input',
    control: 'flow',
    threadId: 't1',
    externalId: 'x1',
    person: 'Grace',
  },
  ...{
    channelId: 'c1',
    channelName: 'Shop',
    channelKind: 'umi',
    roomId: null,
    roomName: null,
    roomMode: null,
  },
  ...{ flowId: 'f1', profile: {}, variables: {}, visitor: null, waitingSince: null },
  ...{ assigneeId: null, assigneeName: null, createdAt: AT, lastActivityAt: AT, finishedAt: null },
  ...{ messageCount: 1, lastText: 'Hi', lastDirection: 'inbound', unread: 0, labels: [], snoozedUntil: null },
};

function render(part: Partial<Conversation>, role?: Role) {
  const conversation = { ...CONVERSATION, ...part };
  const props = {
    conversation,
    take: { run: () => {}, isPending: false },
    onLeave: () => {},
    onOpen: () => {},
  };
  const html = renderInConsole(createElement(ConversationHeader, props), role);
  const buttons = listButtons(html).filter((name) => !['Back to the list', 'More'].includes(name));
  return { buttons, text: toText(html) };
}

describe('the header of a conversation', () => {
  const waiting = { status: 'awaiting_transfer', control: 'human', waitingSince: AT } as const;
  const mine = { control: 'human', assigneeId: VIEWER_ID, assigneeName: 'Ada' } as const;
  const theirs = { control: 'human', assigneeId: 'other', assigneeName: 'Linus' } as const;

  it.each([
    ['the flow answers', {}, ['Take'], 'The flow answers'],
    ['somebody waits for a person', waiting, ['Take', 'Hand back'], 'Waiting'],
    ['the viewer answers', mine, ['Hand back'], 'Assigned to you'],
    [
      'the viewer answers after a transfer',
      { ...mine, status: 'awaiting_transfer' },
      ['Hand back'],
      'Assigned',
    ],
    ['another member answers', theirs, ['Take over from Linus', 'Hand back'], 'Assigned to Linus'],
    [
      'a former member answers',
      { ...theirs, assigneeName: null },
      ['Take over from them', 'Hand back'],
      'a member',
    ],
    ['nobody answers in a room of people', { roomMode: 'people' }, ['Take'], 'Unassigned'],
    ['it is closed', { ...mine, status: 'completed', finishedAt: AT }, [], 'Closed'],
  ] as const)('when %s', (_, part, buttons, words) => {
    const shown = render(part);
    expect(shown.buttons).toEqual(buttons);
    expect(shown.text).toContain(words);
  });

  it('offers nothing to a member who may only read', () => {
    expect(render(waiting, 'viewer').buttons).toEqual([]);
    expect(render(theirs, 'viewer')).toEqual({
      buttons: [],
      text: expect.stringContaining('Assigned to Linus'),
    });
  });
});

import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import type { SessionView } from '@/app/_features/session/view';
import { listButtons, renderInConsole, toText, VIEWER_ID } from '@/app/_lib/fixtures/render-in-console';
import type { Role } from '@/server/shared/scopes';
import { SESSION } from '../_model/fixtures/session';
import { Reply } from './reply';

function render(part: Partial<SessionView>, role?: Role) {
  const html = renderInConsole(createElement(Reply, { session: { ...SESSION, ...part } }), role);
  const placeholder = /placeholder="([^"]*)"/.exec(html)?.[1] ?? null;
  return { placeholder, buttons: listButtons(html), text: toText(html) };
}

const transfer = { status: 'awaiting_transfer', wait: { type: 'transfer', destination: 'billing' } } as const;

describe('the input below a transcript', () => {
  it('sends as the person while the flow waits for an answer or runs', () => {
    expect(render({ status: 'awaiting_input' }).placeholder).toBe('Send as the person');
    expect(render({ status: 'running' }).placeholder).toBe('The flow is running; this message is next');
  });

  it('replies in the place of the flow while a person handles the conversation', () => {
    const held = { status: 'awaiting_input', control: 'human' } as const;
    const mine = render({ ...held, assigneeId: VIEWER_ID });
    expect(mine.placeholder).toBe('Reply as Ada');
    expect(mine.text).toContain('You handle this conversation; the flow is paused.');
    expect(render({ ...held, assigneeId: 'other' }).text).toContain(
      'Another member handles this conversation',
    );
  });

  it('asks for the outcome of a transfer, and for an event', () => {
    const { buttons, text } = render(transfer);
    expect([buttons.length > 0, text]).toEqual([true, expect.stringContaining('billing')]);
    const event = { type: 'event', event: 'order.paid' } as SessionView['wait'];
    expect(render({ status: 'awaiting_event', wait: event }).text).toContain('order.paid');
  });

  it('takes nothing while a timer runs and after the end', () => {
    const timer = { type: 'timer' } as SessionView['wait'];
    for (const [wait, text] of [
      [timer, 'The flow continues when the timer expires.'],
      [null, 'The flow continues when the person writes nothing more.'],
    ] as const)
      expect(render({ status: 'awaiting_timer', wait })).toEqual({ placeholder: null, buttons: [], text });
    for (const status of ['completed', 'ended', 'expired', 'failed'] as const)
      expect(render({ status, control: 'human' })).toEqual({
        ...{ placeholder: null, buttons: [] },
        text: 'This session is over. No more messages can be sent.',
      });
  });

  it('offers nothing to a member who may only read', () => {
    expect(render({ status: 'awaiting_input' }, 'viewer').text).toBe('');
    expect(render(transfer, 'viewer').buttons).toEqual([]);
    expect(render({ status: 'awaiting_input', control: 'human' }, 'viewer')).toMatchObject({
      ...{ placeholder: null, buttons: [] },
      text: 'A person handles this conversation; the flow is paused.',
    });
  });
});

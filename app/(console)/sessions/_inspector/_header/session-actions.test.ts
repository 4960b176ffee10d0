import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import type { SessionView } from '@/app/_features/session/view';
import { listButtons, renderInConsole } from '@/app/_lib/fixtures/render-in-console';
import type { Role } from '@/server/shared/scopes';
import type { SessionLog } from '../_data/use-session-log';
import { SESSION } from '../_model/fixtures/session';
import { SessionActions } from './session-actions';

function buttonsOf(part: Partial<SessionView>, role?: Role): string[] {
  const session = { ...SESSION, ...part };
  const log: SessionLog = {
    session,
    turns: [],
    events: [],
    before: null,
    isLoading: false,
    lastTurn: 1,
    connection: 'live',
    partial: '',
    loadEarlier: null,
  };
  return listButtons(renderInConsole(createElement(SessionActions, { log, turn: 1, flow: 'Shop v1' }), role));
}

describe('the actions on a session', () => {
  it('take over while the flow answers, and hand back while a person does', () => {
    expect(buttonsOf({})).toEqual([
      'Take over',
      'Continue from here',
      'Keep as a test',
      'Copy as curl',
      'Export',
      'End session',
    ]);
    expect(buttonsOf({ control: 'human' })).toEqual([
      'Hand back',
      'Continue from here',
      'Keep as a test',
      'Copy as curl',
      'Export',
      'End session',
    ]);
  });

  it.each(['completed', 'ended', 'expired', 'failed'] as const)('change no %s session', (status) => {
    expect(buttonsOf({ status })).toEqual(['Continue from here', 'Keep as a test', 'Copy as curl', 'Export']);
  });

  it('leave a member who may only read with copies', () => {
    expect(buttonsOf({}, 'viewer')).toEqual(['Copy as curl', 'Export']);
  });
});

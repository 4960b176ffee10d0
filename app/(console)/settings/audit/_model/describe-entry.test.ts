import { describe, expect, it } from 'vitest';
import { AUDITED_ACTIONS } from '@/server/services/audit/audited-actions';
import { SECURITY_ACTIONS } from '@/server/services/audit/security-actions';
import {
  actorLabel,
  describeAction,
  listChanges,
  listFacts,
  pathOfThing,
  summarise,
  THINGS,
  verbOf,
} from './describe-entry';
import { securityWords } from './security-words';

describe('an entry of the audit log', () => {
  it('describes its action', () => {
    expect(verbOf('api-key.created')).toBe('created');
    expect(verbOf('channel.secret-rotated')).toBe('secret rotated');
  });

  it.each([
    ['user:1', 'Ada', 'Ada'],
    ['user:1', null, 'Unknown'],
    ['key:1', null, 'A deleted key'],
    ['system', null, 'The server itself'],
    ['anonymous', null, 'Someone not signed in'],
    ['visitor:1', null, 'A visitor'],
  ])('signed %s is by %j: %s', (actor, actorName, words) => {
    expect(actorLabel({ actor, actorName })).toBe(words);
  });

  it('links to every kind of thing', () => {
    const none = THINGS.filter(
      ({ value: thing }) => pathOfThing({ thing, thingId: '1', actor: 'user:1' }) === null,
    );
    expect(none).toEqual([]);
    expect(pathOfThing({ thing: 'test', thingId: '1', actor: 'system' })).toBeNull();
    expect(pathOfThing({ thing: 'scope', thingId: '1', actor: 'key:1' })).toBe('/developers/api-keys/1');
  });

  it('describes security events, with their facts', () => {
    const refused = { action: 'scope.refused', thing: 'scope', before: null };
    const after = { scope: 'flows:read', api: 'management', timesThisHour: 10 };
    expect(describeAction(refused)).toBe('Refused: permission missing');
    expect(describeAction({ action: 'sign-in.failed', thing: 'sign-in' })).toBe('Sign-in failed');
    expect(describeAction({ action: 'room.updated', thing: 'room' })).toBe('Room updated');
    expect(listFacts({ ...refused, after })).toEqual([
      ['Permission', 'flows:read'],
      ['API', 'management'],
      ['Times this hour', '10'],
    ]);
    expect(summarise({ ...refused, after })).toBe(
      'Permission: flows:read, API: management, Times this hour: 10',
    );
    expect(listFacts({ action: 'room.updated', after })).toBeNull();
  });

  it('has a text for every security event that is not a change', () => {
    const changes: readonly string[] = AUDITED_ACTIONS;
    const wordless = Object.keys(SECURITY_ACTIONS).filter((action) => !changes.includes(action));
    expect(wordless.filter((action) => securityWords(action) === null)).toEqual([]);
  });

  it('names the changed fields', () => {
    const entry = {
      action: 'member.changed',
      before: { role: 'viewer', gone: 1 },
      after: { role: 'editor', days: null },
    };
    expect(listChanges(entry)).toEqual([
      { name: 'role', before: 'viewer', after: 'editor' },
      { name: 'gone', before: 1, after: undefined },
      { name: 'days', before: undefined, after: null },
    ]);
    expect(summarise(entry)).toBe('role: viewer → editor, gone: 1 → none, days: none → none');
  });

  it('says what was created or deleted', () => {
    const channel = { name: 'Shop', kind: 'chat', flowId: null, settings: { welcome: true } };
    const words = 'name: Shop, kind: chat, settings: {"welcome":true}';
    expect(summarise({ action: 'channel.created', before: null, after: channel })).toBe(words);
    expect(summarise({ action: 'channel.removed', before: channel, after: null })).toBe(words);
    expect(summarise({ action: 'channel.removed', before: null, after: null })).toBe('');
  });
});

import { describe, expect, it } from 'vitest';
import { actorLabel, listChanges, pathOfThing, summarise, THINGS, verbOf } from './describe-entry';

describe('an entry of the audit log', () => {
  it('says what was done', () => {
    expect(verbOf('api-key.created')).toBe('created');
    expect(verbOf('channel.secret-rotated')).toBe('secret rotated');
  });

  it.each([
    ['user:1', 'Ada', 'Ada'],
    ['user:1', null, 'Somebody unknown'],
    ['key:1', null, 'A key that is gone'],
    ['system', null, 'The server itself'],
  ])('signed %s is by %j: %s', (actor, actorName, words) => {
    expect(actorLabel({ actor, actorName })).toBe(words);
  });

  it('leads to every kind of thing', () => {
    const none = THINGS.filter(({ value: thing }) => pathOfThing({ thing, thingId: '1' }) === null);
    expect(none).toEqual([]);
    expect(pathOfThing({ thing: 'test', thingId: '1' })).toBeNull();
  });

  it('names what differs', () => {
    const entry = { before: { role: 'viewer', gone: 1 }, after: { role: 'editor', days: null } };
    expect(listChanges(entry)).toEqual([
      { name: 'role', before: 'viewer', after: 'editor' },
      { name: 'gone', before: 1, after: undefined },
      { name: 'days', before: undefined, after: null },
    ]);
    expect(summarise(entry)).toBe('role: viewer → editor, gone: 1 → none, days: none → none');
    expect(summarise({ before: null, after: { role: 'x' } })).toBe('');
  });
});

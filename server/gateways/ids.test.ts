import { describe, expect, it } from 'vitest';
import { isUuid } from '@/server/shared/ids';
import { randomIds } from './ids';

describe('randomIds', () => {
  it('generates version 7 UUIDs that sort by their time', () => {
    const at = Date.UTC(2026, 10, 21);
    const ids = [randomIds.uuid(at), randomIds.uuid(at + 1), randomIds.uuid(at + 60_000)];
    expect(ids.toSorted()).toEqual(ids);
    expect(ids.every(isUuid)).toBe(true);
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(ids[0]?.replaceAll('-', '').slice(0, 12) ?? '', 16)).toBe(at);
  });

  it('sorts ids of one millisecond in their order', () => {
    const ids = Array.from({ length: 2_000 }, () => randomIds.uuid(7));
    expect(ids.toSorted()).toEqual(ids);
  });

  it('never repeats one', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => randomIds.uuid(0))).size).toBe(10_000);
  });
});

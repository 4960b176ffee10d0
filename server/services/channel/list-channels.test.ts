import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManualClock } from '@/server/tools/test/manual-clock';
import { actIn, openTestEnv, type TestEnv } from '@/server/tools/test/platform';
import type { ServiceContext } from '../context';
import { createRoom } from '../room/create-room';
import type { ChannelOrdering } from './channel-cursor';
import { createChannel } from './create-channel';
import { type ChannelPage, listChannels } from './list-channels';
import { updateChannel } from './update-channel';

const ORDERINGS = ['created_at', '-created_at', 'modified_at', '-modified_at', 'label'] as const;
const clock = createManualClock();
let testEnv: TestEnv;
let ctx: ServiceContext;
const made: string[] = [];

beforeAll(async () => {
  testEnv = await openTestEnv({ clock });
  ctx = actIn(testEnv.platform, testEnv.orgId);
  const { id: roomId } = await createRoom(ctx, { name: 'People', mode: 'people' });
  for (const [index, label] of ['b', 'a', 'b', 'c', 'a'].entries()) {
    // Two channels are created in the same millisecond.
    if (index !== 3) clock.advance(10);
    made.push((await createChannel(ctx, { kind: 'umi', name: `${index}`, label, roomId })).channel.id);
  }
  clock.advance(10);
  await updateChannel(ctx, { channelId: made[0] ?? '', name: 'changed' });
});
afterAll(() => testEnv.close());

const list = (ordering: ChannelOrdering, limit: number, cursor?: string | null) =>
  listChannels(ctx, { ordering, limit, cursor: cursor ?? undefined });

describe('listChannels', () => {
  it.each(ORDERINGS)('pages forward and back by %s without a gap or a repeat', async (ordering) => {
    const all = (await list(ordering, 9)).items.map(({ id }) => id);
    const pages: ChannelPage[] = [];
    for (let cursor: string | null | undefined; cursor !== null; cursor = pages.at(-1)?.nextCursor ?? null)
      pages.push(await list(ordering, 2, cursor));
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(all);
    expect(pages.map(({ previousCursor }) => previousCursor === null)).toEqual([true, false, false]);
    const back = await list(ordering, 2, pages[2]?.previousCursor);
    expect(back.items).toEqual(pages[1]?.items);
    expect(back.nextCursor).not.toBeNull();
    const first = await list(ordering, 2, back.previousCursor);
    expect(first).toMatchObject({ items: pages[0]?.items, previousCursor: null });
  });

  it('sorts by the given ordering, newest first by default', async () => {
    expect((await list('label', 9)).items.map(({ label }) => label)).toEqual(['a', 'a', 'b', 'b', 'c']);
    expect((await listChannels(ctx, { limit: 9 })).items[4]?.id).toBe(made[0]);
    expect((await list('-modified_at', 1)).items[0]?.id).toBe(made[0]);
  });

  it('lists only the given kind', async () => {
    expect((await listChannels(ctx, { kind: 'chat', limit: 9 })).items).toEqual([]);
    expect((await listChannels(ctx, { kind: 'umi', limit: 9 })).items).toHaveLength(5);
  });

  it('finds a part of the name or label, ignoring case', async () => {
    const find = async (search: string) => (await listChannels(ctx, { search, limit: 9 })).items.length;
    expect(await find('CHANG')).toBe(1);
    expect(await find('a')).toBe(3);
    expect(await find('%')).toBe(0);
    expect(await find(' ')).toBe(5);
  });

  it('refuses invalid cursors and cursors of another ordering', async () => {
    const { nextCursor } = await list('label', 1);
    for (const cursor of ['nonsense', nextCursor])
      await expect(list('created_at', 1, cursor)).rejects.toMatchObject({
        problem: { code: 'invalid_request', details: { issues: [{ path: ['cursor'] }] } },
      });
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { ask, requireBody } from '../support/target';
import { type ChannelBody, type ChannelsBody, makeChannel, openUmi, type UmiTarget } from './client';

const PAGE_SIZE = 50;

/** Tests the channel list: sort orders, and paging in both directions. */
export function describeLists(open: () => UmiTarget): void {
  describe('listing channels', () => {
    let target: UmiTarget;
    beforeAll(async () => {
      target = open();
      const labels = ['mail', 'chat', 'zendesk', 'slack'];
      for (let no = 0; no < PAGE_SIZE + 5; no += 1) {
        await makeChannel(target, { messaging_channel: labels[no % 4] });
      }
    }, 60_000);

    const follow = async (address: string): Promise<ChannelsBody> => {
      const { pathname, search, origin } = new URL(address);
      expect(origin).toBe(target.baseUrl);
      return requireBody(await ask<ChannelsBody>(target, 'GET', `${pathname}${search}`), 200);
    };
    const readAll = async (query: string): Promise<ChannelsBody[]> => {
      const pages = [requireBody(await openUmi(target).list(query), 200)];
      for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(await follow(next));
      return pages;
    };

    it.each<[string, (channel: ChannelBody) => string, 1 | -1]>([
      ['', ({ created_at: at }) => at, -1],
      ['?ordering=created_at', ({ created_at: at }) => at, 1],
      ['?ordering=-created_at', ({ created_at: at }) => at, -1],
      ['?ordering=modified_at', ({ modified_at: at }) => at, 1],
      ['?ordering=-modified_at', ({ modified_at: at }) => at, -1],
      ['?ordering=messaging_channel', ({ messaging_channel: label }) => label, 1],
      ['?ordering=messaging_channel,-created_at', ({ messaging_channel: label }) => label, 1],
      ['?ordering=size', ({ created_at: at }) => at, -1],
    ])('%s: every channel once, in order, and back again', async (query, keyOf, sign) => {
      const pages = await readAll(query);
      expect(pages.length).toBeGreaterThan(1);
      const all = pages.flatMap(({ results }) => results);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
      const keys = all.map(keyOf);
      expect(keys).toEqual([...keys].sort((a, b) => (a < b ? -sign : a > b ? sign : 0)));
      expect(pages[0]?.previous).toBeNull();

      const back = await follow(pages[1]?.previous ?? '');
      expect(back.results).toEqual(pages[0]?.results);
      expect(back.previous).toBeNull();
      expect((await follow(back.next ?? '')).results).toEqual(pages[1]?.results);
    });

    it('refuses cursors that no page returned, or of another ordering', async () => {
      const { next } = requireBody(await openUmi(target).list(), 200);
      const cursor = new URL(next ?? '').searchParams.get('cursor') ?? '';
      for (const query of ['?cursor=abc', `?cursor=${cursor}&ordering=created_at`]) {
        const reply = await openUmi(target).call('GET', query);
        expect([reply.status, reply.body]).toEqual([404, { detail: 'Invalid cursor' }]);
      }
    });
  });
}

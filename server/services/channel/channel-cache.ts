import { LRUCache } from 'lru-cache';
import { type ChannelFactsRow, findChannelFacts, findChannelFactsByKey } from '@/server/db/channel/facts';
import type { Db } from '@/server/db/connection/transaction';
import { configIn } from '@/server/db/organization/stored-environments';
import type { Clock } from '@/server/gateways/clock';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { toRegionalDefaults } from '../organization/regional-defaults';
import type { ChannelFacts } from './channel-facts';
import { PUBLIC_KEY } from './keys/public-key';
import { SETTINGS } from './settings-schema';

/** Channels as of at most 2 s ago; changes of this process are visible at once. */
export type ChannelCache = {
  /** Throws not_found. */
  get(orgId: string, channelId: string): Promise<ChannelFacts>;
  /** Returns the chat channel of a publishable key; null when there is none. */
  findByKey(publicKey: string): Promise<ChannelFacts | null>;
  /** Whether a channel with this key existed when it was last read; reads nothing. */
  knowsKey(publicKey: string): boolean;
  /** Must be called after every change of a channel, a room or the organization. */
  invalidate(): void;
};

const TTL_MS = 2_000;
const MAX_ENTRIES = 10_000;

type Entry = { facts: Promise<ChannelFacts | null>; until: number; isFound: boolean };

/** Creates an empty cache. */
export function createChannelCache(db: Db, clock: Clock): ChannelCache {
  const entries = new LRUCache<string, Entry>({ max: MAX_ENTRIES });
  // Unknown keys are cached apart, so that guesses never evict a channel that exists.
  const unknown = new LRUCache<string, Entry>({ max: MAX_ENTRIES });

  const remember = (
    key: string,
    load: () => Promise<ChannelFactsRow | null>,
  ): Promise<ChannelFacts | null> => {
    const known = entries.get(key) ?? unknown.get(key);
    if (known && known.until > clock.now()) return known.facts;
    const facts = load().then((row) => row && toFacts(row));
    const entry: Entry = { facts, until: clock.now() + TTL_MS, isFound: known?.isFound ?? false };
    (known?.isFound ? entries : unknown).set(key, entry);
    facts.then(
      (found) => {
        if ((entries.get(key) ?? unknown.get(key)) !== entry) return;
        entry.isFound = found !== null;
        entries.delete(key);
        unknown.delete(key);
        (entry.isFound ? entries : unknown).set(key, entry);
      },
      () => {
        entries.delete(key);
        unknown.delete(key);
      },
    );
    return facts;
  };

  const get = async (orgId: string, channelId: string): Promise<ChannelFacts> => {
    const found = isUuid(channelId)
      ? await remember(`${orgId}/${channelId}`, () => findChannelFacts(db, { orgId, channelId }))
      : null;
    if (!found) throw domainError('not_found', { thing: 'channel', id: channelId });
    return found;
  };

  const findByKey = async (publicKey: string): Promise<ChannelFacts | null> =>
    PUBLIC_KEY.test(publicKey) ? remember(publicKey, () => findChannelFactsByKey(db, { publicKey })) : null;

  // Channels change rarely, so clearing everything is cheaper than finding the affected entries.
  const invalidate = (): void => {
    entries.clear();
    unknown.clear();
  };

  return { get, findByKey, knowsKey: (publicKey) => entries.has(publicKey), invalidate };
}

function toFacts(row: ChannelFactsRow): ChannelFacts {
  const { roomId, roomName, roomMode, roomFlowId, settings: stored, kind, ...others } = row;
  const { locale, timeZone, openingHours, config, environments, ...rest } = others;
  const room =
    roomId !== null && roomName !== null && roomMode !== null
      ? { id: roomId, name: roomName, mode: roomMode, flowId: roomFlowId }
      : null;
  const settings = SETTINGS[kind].parse(stored);
  const hours = 'businessHours' in settings ? settings.businessHours : [];
  const { disclosure } = settings;
  const defaults = {
    ...toRegionalDefaults({ locale, timeZone, openingHours }, hours),
    ...(disclosure && { disclosure }),
  };
  const values = configIn({ config, environments }, row.environment);
  return { ...rest, kind, room, settings, defaults, config: values } as ChannelFacts;
}

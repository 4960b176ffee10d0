/*
 * delivery/signal-is-a-hint: the sender also polls, so a lost signal costs half a second and nothing else.
 * delivery/signal-outside-commit: the signal is sent after the commit and at most once in 50 ms, so that it never
 *   delays or fails a commit.
 */

import { listenForNotifications, notify } from '@/server/db/connection/pg-notify';
import type { Db } from '@/server/db/connection/transaction';
import type { Log } from '@/server/gateways/log';

/** Tells the senders of this and other processes that deliveries of an organization are due. */
export type DeliverySignal = {
  /** Must be called after a commit that wrote deliveries; cheap, never throws. */
  wake(orgId: string): void;
  /** Calls `listener` soon after any process wakes; returns how to unsubscribe. The first listener starts LISTEN. */
  onWake(listener: WakeListener): () => void;
  close(): Promise<void>;
};

/** Receives the organizations with deliveries that are due; null when signals may have been lost, so that it may be any. */
type WakeListener = (orgIds: readonly string[] | null) => void;

export type DeliverySignalOptions = {
  db: Db;
  /** The database of `db`; LISTEN uses a connection of its own. */
  url: string;
  processId: string;
  log: Log;
  /** The minimum time between two notifications; default 50 ms. */
  everyMs?: number;
};

const CHANNEL = 'parley_deliveries';
const RETRY_MS = 1_000;
/** The organizations of one notification, which has at most 8,000 bytes. */
const NAMED_AT_ONCE = 200;

/** Creates the signal of a process. */
export function createDeliverySignal(options: DeliverySignalOptions): DeliverySignal {
  const { url, processId, log } = options;
  const listeners = new Set<WakeListener>();
  const notifyListeners: WakeListener = (orgIds) => {
    for (const listener of listeners) listener(orgIds);
  };
  const others = createNotifier(options);
  let listening: { close(): Promise<void> } | null = null;

  const listen = () =>
    listenForNotifications(url, {
      channel: CHANNEL,
      onNotice: (payload) => {
        const [sender, orgIds] = payload.split(' ');
        if (sender !== processId) notifyListeners(orgIds?.split(',') ?? null);
      },
      onReady: () => notifyListeners(null),
      onLost: (err) => log.warn({ err }, 'delivery notifications lost, polling only'),
      retryMs: RETRY_MS,
    });

  return {
    wake: (orgId) => {
      notifyListeners([orgId]);
      others.notify(orgId);
    },
    onWake: (listener) => {
      listeners.add(listener);
      listening ??= listen();
      return () => listeners.delete(listener);
    },
    close: async () => {
      listeners.clear();
      await Promise.all([others.close(), listening?.close()]);
    },
  };
}

/** Sends a notification at once, and those within `everyMs` of it together. */
function createNotifier({ db, processId, log, everyMs = 50 }: DeliverySignalOptions) {
  let timer: NodeJS.Timeout | null = null;
  let sending = Promise.resolve();
  const waiting = new Set<string>();

  const send = (): void => {
    const orgIds = [...waiting];
    waiting.clear();
    timer = setTimeout(() => {
      timer = null;
      if (waiting.size > 0) send();
    }, everyMs);
    sending = notifyAll(orgIds).catch((err: unknown) => log.warn({ err }, 'delivery notification not sent'));
  };
  const notifyAll = async (orgIds: string[]): Promise<void> => {
    for (let at = 0; at < orgIds.length; at += NAMED_AT_ONCE)
      await notify(db, CHANNEL, `${processId} ${orgIds.slice(at, at + NAMED_AT_ONCE).join(',')}`);
  };

  const notifySoon = (orgId: string): void => {
    waiting.add(orgId);
    if (!timer) send();
  };
  const close = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    await sending;
  };
  return { notify: notifySoon, close };
}

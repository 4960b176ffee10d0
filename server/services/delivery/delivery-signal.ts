/*
 * delivery/signal-is-a-hint: the sender also polls, so a lost signal costs half a second and nothing else.
 * delivery/signal-outside-commit: the signal is sent after the commit and at most once in 50 ms, so that it never
 *   delays or fails a commit.
 */

import { listenForNotifications, notify } from '@/server/db/connection/pg-notify';
import type { Db } from '@/server/db/connection/transaction';
import type { Log } from '@/server/gateways/log';

/** Tells the senders of this and other processes that deliveries are due. */
export type DeliverySignal = {
  /** Must be called after a commit that wrote deliveries; cheap, never throws. */
  wake(): void;
  /** Calls `listener` soon after any process wakes; returns how to unsubscribe. The first listener starts LISTEN. */
  onWake(listener: () => void): () => void;
  close(): Promise<void>;
};

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

/** Creates the signal of a process. */
export function createDeliverySignal(options: DeliverySignalOptions): DeliverySignal {
  const { url, processId, log } = options;
  const listeners = new Set<() => void>();
  const notifyListeners = (): void => {
    for (const listener of listeners) listener();
  };
  const others = createNotifier(options);
  let listening: { close(): Promise<void> } | null = null;

  const listen = () =>
    listenForNotifications(url, {
      channel: CHANNEL,
      onNotice: (payload) => payload !== processId && notifyListeners(),
      onReady: notifyListeners,
      onLost: (err) => log.warn({ err }, 'delivery notifications lost, polling only'),
      retryMs: RETRY_MS,
    });

  return {
    wake: () => {
      notifyListeners();
      others.notify();
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

/** Sends a notification at once, and those within `everyMs` of it as one more. */
function createNotifier({ db, processId, log, everyMs = 50 }: DeliverySignalOptions) {
  let timer: NodeJS.Timeout | null = null;
  let again = false;
  let sending = Promise.resolve();

  const send = (): void => {
    again = false;
    timer = setTimeout(() => {
      timer = null;
      if (again) send();
    }, everyMs);
    sending = notify(db, CHANNEL, processId).catch((err: unknown) =>
      log.warn({ err }, 'delivery notification not sent'),
    );
  };

  const notifySoon = (): void => {
    if (timer) again = true;
    else send();
  };
  const close = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    await sending;
  };
  return { notify: notifySoon, close };
}

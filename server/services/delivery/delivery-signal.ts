/*
 * D5 The signal is a hint, never more: who sends deliveries polls beside it, so that a lost one costs half a second.
 * D6 It is sent outside the commit that it tells of and at most once in 50 ms, so it never delays or fails a commit.
 */

import { listenForNotifications, notify } from '@/server/db/connection/pg-notify';
import type { Db } from '@/server/db/connection/transaction';
import type { Log } from '@/server/gateways/log';

/** Tells whoever sends deliveries, in this process and in others, that there is something to send. */
export type DeliverySignal = {
  /** Called after a commit that wrote deliveries; cheap, never throws. */
  wake(): void;
  /** Calls `listener` soon after somebody woke; returns how to stop. A process listens to others from the first one on. */
  onWake(listener: () => void): () => void;
  close(): Promise<void>;
};

export type DeliverySignalOptions = {
  db: Db;
  /** The database that `db` connects to: listening takes a connection of its own. */
  url: string;
  processId: string;
  log: Log;
  /** The least time between two notices; 50 ms unless told. */
  everyMs?: number;
};

const CHANNEL = 'parley_deliveries';
const RETRY_MS = 1_000;

/** Makes the signal of a process. */
export function createDeliverySignal(options: DeliverySignalOptions): DeliverySignal {
  const { url, processId, log } = options;
  const listeners = new Set<() => void>();
  const tellHere = (): void => {
    for (const listener of listeners) listener();
  };
  const others = createTeller(options);
  let listening: { close(): Promise<void> } | null = null;

  const listen = () =>
    listenForNotifications(url, {
      channel: CHANNEL,
      onNotice: (payload) => payload !== processId && tellHere(),
      onReady: tellHere,
      onLost: (err) => log.warn({ err }, 'deliveries of other processes are found by polling for now'),
      retryMs: RETRY_MS,
    });

  return {
    wake: () => {
      tellHere();
      others.tell();
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

/** Sends a notice at once, and what comes within `everyMs` of it as one more. */
function createTeller({ db, processId, log, everyMs = 50 }: DeliverySignalOptions) {
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
      log.warn({ err }, 'other processes could not be told of deliveries'),
    );
  };

  const tell = (): void => {
    if (timer) again = true;
    else send();
  };
  const close = async (): Promise<void> => {
    if (timer) clearTimeout(timer);
    await sending;
  };
  return { tell, close };
}

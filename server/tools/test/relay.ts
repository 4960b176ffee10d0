import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A relay to a server that can be cut, or stalled like a connection without answers. */
export type TestRelay = {
  /** The URL of the server through the relay. */
  url: string;
  /** Closes all connections and accepts no more until `restore`. */
  cut(): void;
  /** Passes no data on until `restore`. */
  hold(): void;
  restore(): void;
  close(): Promise<void>;
};

/** Opens a relay on this machine to the server at `target`. */
export async function openTestRelay(target: string): Promise<TestRelay> {
  const url = new URL(target);
  const host = url.hostname;
  const port = Number(url.port);
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'held' = 'open';
  const server = createServer((near) => {
    if (state === 'cut') return near.destroy();
    const far = connect(port, host);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => state === 'open' && to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const dropAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    cut: () => {
      state = 'cut';
      dropAll();
    },
    hold: () => {
      state = 'held';
    },
    restore: () => {
      // The held data is lost, so these connections are unusable.
      if (state === 'held') dropAll();
      state = 'open';
    },
    close: async () => {
      dropAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

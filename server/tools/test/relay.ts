import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A way to a server that can be cut like a cable, or held up like a line that nobody answers. */
export type TestRelay = {
  /** The address of the server, through the relay. */
  url: string;
  /** Ends every connection and takes no more until `mend`. */
  cut(): void;
  /** Passes nothing on until `mend`. */
  hold(): void;
  mend(): void;
  close(): Promise<void>;
};

/** Opens a relay on this machine to the server that `target` names. */
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
    mend: () => {
      // What was held up was lost, so these connections are no good any more.
      if (state === 'held') dropAll();
      state = 'open';
    },
    close: async () => {
      dropAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import { once } from 'node:events';
import type { RunningApp } from '../../support/start-app';
import { startServer } from '../support/start-server';
import { openStatementRelay, type StatementRelay } from './statement-relay';

/** One process of the app, which can be killed and comes back under another address. */
export type AppProcess = {
  relay: StatementRelay;
  /** Null while it is dead or starting. */
  baseUrl(): string | null;
  /** Kills it at once; what its connections still carry is lost. Nothing when it is dead already. */
  kill(): void;
  /** Waits until a kill is done; returns the number that the process had. */
  waitUntilDead(): Promise<number>;
  /** Starts it again after that and waits until it answers. */
  restart(): Promise<void>;
  /** The complaint when it ended by itself. */
  hasEnded(): string | null;
  close(): Promise<void>;
};

export type ProcessOptions = { server: string; databaseUrl: string; settings: Record<string, string> };

/** Starts a process of the app on its own way to the database. */
export async function openAppProcess(options: ProcessOptions): Promise<AppProcess> {
  const relay = await openStatementRelay(options.databaseUrl);
  const ways = { ...options, databaseUrl: relay.url };
  let app: RunningApp = await startServer(ways);
  let isUp = true;
  return {
    relay,
    baseUrl: () => (isUp ? app.baseUrl : null),
    kill: () => {
      if (!isUp) return;
      isUp = false;
      app.process.kill('SIGKILL');
    },
    waitUntilDead: async () => {
      const { process: dead } = app;
      if (dead.exitCode === null && dead.signalCode === null) await once(dead, 'exit');
      return dead.pid ?? 0;
    },
    restart: async () => {
      app = await startServer({ ...ways, dataDir: app.dataDir });
      isUp = true;
    },
    hasEnded: () =>
      isUp && app.process.exitCode !== null ? `a process ended by itself: ${app.output()}` : null,
    close: async () => {
      isUp = false;
      await app.remove();
      await relay.close();
    },
  };
}

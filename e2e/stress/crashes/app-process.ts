import { once } from 'node:events';
import type { RunningApp } from '../../support/start-app';
import { startServer } from '../support/start-server';
import { openStatementRelay, type StatementRelay } from './statement-relay';

/** One process of the app that can be killed and restarted on another port. */
export type AppProcess = {
  relay: StatementRelay;
  /** Null while it is dead or starting. */
  baseUrl(): string | null;
  /** Sends SIGKILL; data in flight is lost. Does nothing when the process is dead. */
  kill(): void;
  /** Waits until the kill is done; returns the former pid. */
  waitUntilDead(): Promise<number>;
  /** Restarts it and waits until it answers. */
  restart(): Promise<void>;
  /** The error output when it exited by itself. */
  hasEnded(): string | null;
  close(): Promise<void>;
};

export type ProcessOptions = { server: string; databaseUrl: string; settings: Record<string, string> };

/** Starts a process of the app with its own relay to the database. */
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

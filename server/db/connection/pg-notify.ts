import { Client } from 'pg';
import type { Db } from './transaction';

/** A hint to other processes, which may get lost. */
export async function notify({ pool }: Db, channel: string, payload: string): Promise<void> {
  await pool.query({ text: 'SELECT pg_notify($1, $2)', values: [channel, payload] });
}

export type Listening = {
  channel: string;
  onNotice: (payload: string) => void;
  /** Called when listening begins and after every reconnection; notifications in between are lost. */
  onReady: () => void;
  /** Called with the reason when the connection is lost; it is opened again. */
  onLost: (error: Error) => void;
  retryMs: number;
};

/** Listens on its own connection, and reconnects until it is closed. */
export function listenForNotifications(url: string, listening: Listening): { close(): Promise<void> } {
  let client: Client | null = null;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;

  const begin = (): void => {
    if (closed) return;
    const mine = new Client({ connectionString: url, application_name: 'parley', keepAlive: true });
    client = mine;
    const lose = (error: Error): void => {
      if (client !== mine || closed) return;
      client = null;
      listening.onLost(error);
      mine.end().catch(() => undefined);
      timer = setTimeout(begin, listening.retryMs);
    };
    mine.on('error', lose);
    mine.on('end', () => lose(new Error('the connection ended')));
    mine.on('notification', ({ payload }) => listening.onNotice(payload ?? ''));
    mine
      .connect()
      .then(() => mine.query(`LISTEN ${mine.escapeIdentifier(listening.channel)}`))
      .then(() => client === mine && listening.onReady(), lose);
  };

  const close = async (): Promise<void> => {
    closed = true;
    clearTimeout(timer);
    await client?.end().catch(() => undefined);
  };

  begin();
  return { close };
}

import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createMessageReader, findStatement, type WireMessage } from './read-messages';

/** A statement of the app to intercept before PostgreSQL receives it (`asked`) or before its result returns (`kept`). */
export type Catch = {
  /** Names of prepared statements, or parts of the texts of others. */
  statements: readonly string[];
  when: 'asked' | 'kept';
  /** Matches only with this text in its parameters. */
  carries?: string;
  /** Matches only when it returned rows. */
  withRows?: boolean;
};

/** A relay between one process and PostgreSQL that can intercept a statement. */
export type StatementRelay = {
  url: string;
  /** Calls `caught` once at the next matching statement, which is never forwarded. */
  arm(wanted: Catch, caught: () => void): void;
  disarm(): void;
  close(): Promise<void>;
};

const ROW = 'D';
const READY = 'Z';

type Armed = { wanted: Catch; caught: () => void };
type Trap = { armed: Armed | null };

/** Opens a relay to the PostgreSQL at `target`. */
export async function openStatementRelay(target: string): Promise<StatementRelay> {
  const url = new URL(target);
  const { hostname, port } = url;
  const sockets = new Set<Socket>();
  const trap: Trap = { armed: null };
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    join(near, far, trap);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.setNoDelay(true);
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    arm: (wanted, caught) => {
      trap.armed = { wanted, caught };
    },
    disarm: () => {
      trap.armed = null;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Forwards both directions, message by message towards PostgreSQL, until a statement is intercepted. */
function join(near: Socket, far: Socket, trap: Trap): void {
  const readAsked = createMessageReader(true);
  let hold: Hold | null = null;
  const spring = ({ caught }: Armed): void => {
    trap.armed = null;
    caught();
    near.destroy();
  };
  near.on('data', (chunk) => {
    const messages = readAsked(chunk);
    const { armed } = trap;
    const isWanted = armed && messages.some((message) => isCaught(message, armed.wanted));
    if (isWanted && armed.wanted.when === 'asked') return spring(armed);
    if (isWanted) hold = createHold(armed);
    far.write(Buffer.concat(messages.map(({ bytes }) => bytes)));
  });
  far.on('data', (chunk) => {
    const state = hold?.take(chunk) ?? 'none';
    if (state === 'none') near.write(chunk);
    if (!hold || state === 'none' || state === 'waiting') return;
    const { armed, held } = hold;
    hold = null;
    if (state === 'caught' && trap.armed === armed) return spring(armed);
    near.write(Buffer.concat(held));
  });
}

function isCaught(message: WireMessage, { statements, carries }: Catch): boolean {
  const statement = findStatement(message);
  if (statement === null) return false;
  const isNamed = (wanted: string) =>
    'name' in statement ? statement.name === wanted : statement.text.includes(wanted);
  if (!statements.some(isNamed)) return false;
  return carries === undefined || message.bytes.includes(carries);
}

type Hold = { armed: Armed; held: Buffer[]; take(chunk: Buffer): 'waiting' | 'caught' | 'passed' };

/** Buffers a result until it is complete. */
function createHold(armed: Armed): Hold {
  const read = createMessageReader(false);
  const held: Buffer[] = [];
  let hasRows = false;
  return {
    armed,
    held,
    take(chunk) {
      held.push(chunk);
      const letters = read(chunk).map(({ letter }) => letter);
      hasRows ||= letters.includes(ROW);
      if (!letters.includes(READY)) return 'waiting';
      return hasRows || !armed.wanted.withRows ? 'caught' : 'passed';
    },
  };
}

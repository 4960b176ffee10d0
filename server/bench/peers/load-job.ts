/* One run of the load: connections that hold conversations for some seconds. */
import { type Measure, type Timing, toMeasure } from '../load';
import { type Connection, openConnection } from './connection';
import { CONVERSATION, ECHO, type Exchange, type FlowName } from './conversation';
import { type FlowIds, openWire, type Wire, type WireOptions } from './wire';

export type Job = {
  port: number;
  wire: WireOptions;
  flows: FlowIds;
  /** The flow decides the mode: complete conversations, or turns of one session for each connection. */
  flow: FlowName;
  atOnce: number;
};

/** `seconds`: the length of the run; `cpuMs`: the processor time of the load itself. */
export type LoadMeasure = Measure & { seconds: number; cpuMs: number; firstFailure: string };

export type Load = { run(seconds: number): Promise<LoadMeasure>; close(): void };

type Talker = { wire: Wire; flow: string; connection: Connection; sessionId: string };
type Tally = Timing & { firstFailure: string };

/** Opens the connections of a job; for echo turns, it starts their sessions, too. */
export async function openLoad({ port, wire: options, flows, flow, atOnce }: Job): Promise<Load> {
  const wire = openWire(options);
  const talkers = await Promise.all(
    Array.from({ length: atOnce }, async (): Promise<Talker> => {
      return { wire, flow: flows[flow], connection: await openConnection(port), sessionId: '' };
    }),
  );
  const exchanges = flow === 'echo' ? [ECHO[1]] : CONVERSATION;
  if (flow === 'echo') await requireStarted(talkers);
  return {
    run: (seconds) => hold(talkers, exchanges, seconds),
    close: () => {
      for (const { connection } of talkers) connection.close();
    },
  };
}

async function requireStarted(talkers: readonly Talker[]): Promise<void> {
  const tally: Tally = { times: [], failed: 0, firstFailure: '' };
  await Promise.all(talkers.map((talker) => takeExchange(talker, ECHO[0], tally)));
  if (tally.failed > 0) throw new Error(`A session does not start: ${tally.firstFailure}`);
}

async function hold(talkers: readonly Talker[], exchanges: readonly Exchange[], seconds: number) {
  const tally: Tally = { times: [], failed: 0, firstFailure: '' };
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  await Promise.all(
    talkers.map(async (talker) => {
      for (let turn = 0; performance.now() < endsAt && talker.connection.isOpen(); turn += 1) {
        const exchange = exchanges[turn % exchanges.length];
        if (exchange) await takeExchange(talker, exchange, tally);
      }
    }),
  );
  const took = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const measure = toMeasure(tally, took);
  return { ...measure, seconds: took, cpuMs: (user + system) / 1_000, firstFailure: tally.firstFailure };
}

async function takeExchange(talker: Talker, exchange: Exchange, tally: Tally): Promise<void> {
  const request = toRequest(talker, exchange);
  const askedAt = performance.now();
  try {
    const { status, body } = await talker.connection.ask(request);
    const took = performance.now() - askedAt;
    if (exchange.text === null) talker.sessionId ||= talker.wire.findSessionId(body);
    const expected = exchange.text === null ? talker.wire.started : 200;
    const isRight = status === expected && exchange.replies.every((text) => body.includes(text));
    if (!isRight) throw new Error(`${status} ${body}`);
    tally.times.push(took);
  } catch (error) {
    tally.failed += 1;
    tally.firstFailure ||= String(error);
  }
}

function toRequest(talker: Talker, { text }: Exchange): string {
  if (text !== null) return talker.wire.say(talker.flow, talker.sessionId, text);
  const { sessionId, request } = talker.wire.begin(talker.flow);
  talker.sessionId = sessionId ?? '';
  return request;
}

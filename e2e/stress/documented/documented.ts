import { Agent } from 'node:http';
import { sendCase } from '../malformed/send-case';
import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { captureLog } from '../support/capture-log';
import { makeThings } from '../support/make-things';
import { openStressTarget } from '../support/open-stress-target';
import { readRoutes } from '../support/read-routes';
import { judgeAnswer } from './judge-answer';
import { type DocumentedCall, makeCall } from './make-call';
import { type Operation, readOperations } from './read-operations';

const WORKERS = 6;
const MOST_REPORTED = 40;

type Seen = {
  statuses: Record<string, number>;
  valid: number;
  invalid: number;
  accepted: number;
  failures: string[];
};

async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const { log, lines } = captureLog('error');
  const target = await openStressTarget(postgres, { log });
  const seen: Seen = { statuses: {}, valid: 0, invalid: 0, accepted: 0, failures: [] };
  const agent = new Agent({ keepAlive: true, maxSockets: WORKERS });
  let operations: Operation[] = [];
  try {
    const { routes, schemas } = await readRoutes(target.baseUrl);
    operations = await readOperations(target.baseUrl, routes);
    const only = process.env.STRESS_OPERATION;
    const chosen = only ? operations.filter(({ route }) => route.name.includes(only)) : operations;
    // Accepted calls use things up, so each operation is called once with the same ones; deletions come last.
    for (let from = 0; from < size; from += chosen.length) {
      const material = { seed, things: await makeThings(target), schemas };
      let next = from;
      const work = async (): Promise<void> => {
        for (let no = next; no < Math.min(size, from + chosen.length); no = next) {
          next += 1;
          const operation = chosen[no % chosen.length];
          if (operation)
            await sendCall(
              { baseUrl: target.baseUrl, agent, seen, seed },
              makeCall(operation, material, no),
              no,
            );
        }
      };
      await Promise.all(Array.from({ length: WORKERS }, work));
    }
  } finally {
    agent.destroy();
  }
  const differences = await target.close().then(
    () => [],
    (error: unknown) => [String(error)],
  );
  return toReport(seen, operations.length, [
    ...differences,
    ...lines.map((line) => `logged: ${line.trim()}`),
  ]);
}

type Sending = { baseUrl: string; agent: Agent; seen: Seen; seed: number };

async function sendCall(
  { baseUrl, agent, seen, seed }: Sending,
  call: DocumentedCall,
  no: number,
): Promise<void> {
  const { operation, method, path, headers, body, isValid } = call;
  const bytes = body === undefined ? null : Buffer.from(JSON.stringify(body));
  const { route } = operation;
  const answer = await sendCase(baseUrl, agent, {
    no,
    route,
    wrong: '',
    method,
    path,
    headers,
    bytes,
    chunked: false,
  });
  const status = answer.type === 'answer' ? answer.status : 0;
  seen.statuses[status] = (seen.statuses[status] ?? 0) + 1;
  if (isValid) seen.valid += 1;
  else seen.invalid += 1;
  if (isValid && status > 0 && status < 300) seen.accepted += 1;
  const { failure } = judgeAnswer(call, answer);
  if (failure === null) return;
  const sent = bytes ? ` ${bytes.toString().slice(0, 600)}` : '';
  seen.failures.push(`seed ${seed} call ${no}: ${route.name} as ${method} ${path}${sent} ${failure}`);
}

function toReport(seen: Seen, operations: number, more: string[]): SuiteReport {
  const statuses = Object.entries(seen.statuses).map(([status, count]) => [`of ${status}`, count]);
  const { valid, invalid, accepted } = seen;
  return {
    counts: { operations, valid, invalid, accepted, ...Object.fromEntries(statuses) },
    successes: accepted,
    failures: [...more, ...seen.failures].slice(0, MOST_REPORTED),
  };
}

/** Calls every operation of every API with requests that are made from its document. */
export const DOCUMENTED: Suite = {
  name: 'documented',
  promise: 'every operation answers as its document says, whatever is sent',
  sizes: { short: 736, long: 20_000 },
  minimumOf: (size) => Math.floor(size / 8),
  run,
};

import { startDeliverySender } from '@/server/services/delivery/sending/delivery-sender';
import { openTestHttpServer, sendJson } from '@/server/tools/test/http-server';
import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { captureLog } from '../support/capture-log';
import { openStressTarget, type StressTarget } from '../support/open-stress-target';
import { readRoutes } from '../support/read-routes';
import { type OrganizationSetup, setUpOrganization } from '../support/set-up-organization';
import { type Canary, listEscapes } from './canaries';
import { listReaders } from './list-readers';
import { plantCanaries } from './plant';
import { formsOf, searchDatabase } from './search-database';

const SETTLE_MS = 10_000;
const MODEL_REPLY = { choices: [{ message: { role: 'assistant', content: 'Hi' } }] };

type Tally = { searched: number; answers: number; lines: number; escapes: Set<string> };

/** Plants secrets in one organization after another. */
async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const { log, lines } = captureLog('debug');
  const receiver = await openTestHttpServer((_, response) => sendJson(response, 200, MODEL_REPLY));
  const open = await openStressTarget(postgres, { log });
  const sender = startDeliverySender(open.testEnv.platform, { pollMs: 20 });
  const tally: Tally = { searched: 0, answers: 0, lines: 0, escapes: new Set() };
  try {
    let canaries: Canary[] = [];
    for (let no = 0; no < size; no += 1) {
      const host = await setUpOrganization(open.testEnv.platform, open.baseUrl, open.orgId);
      canaries = [...canaries, ...(await plantCanaries(open, host, receiver.url))];
      await waitForDeliveries(open);
      await readEverything(open, host, canaries, tally);
    }
    await searchRows(open, canaries, tally);
    searchLines(lines, canaries, tally);
    return toReport(canaries, tally, receiver.received.length);
  } finally {
    await sender.stop();
    await open.close();
    await receiver.close();
  }
}

async function waitForDeliveries({ testEnv }: StressTarget): Promise<void> {
  const until = Date.now() + SETTLE_MS;
  const waiting = `SELECT 1 FROM deliveries WHERE event = 'test' AND attempts = 0`;
  while ((await testEnv.platform.db.pool.query(waiting)).rowCount && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 20));
}

function findIn(text: string, canaries: readonly Canary[]): string[] {
  return canaries
    .filter((canary) => formsOf(canary.text).some((form) => text.includes(form)))
    .map(({ text: one }) => one);
}

function note(tally: Tally, escapes: readonly string[]): void {
  for (const one of escapes) tally.escapes.add(one);
}

/** Reads everything through every reading route and procedure. */
async function readEverything(
  open: StressTarget,
  host: OrganizationSetup,
  canaries: readonly Canary[],
  tally: Tally,
): Promise<void> {
  const documented = await readRoutes(open.baseUrl);
  for (const { name, read } of await listReaders(open, host, documented)) {
    const found = findIn(await read(), canaries);
    tally.answers += 1;
    note(tally, listEscapes(canaries, `answer ${name}`, found));
  }
}

async function searchRows(
  { testEnv }: StressTarget,
  canaries: readonly Canary[],
  tally: Tally,
): Promise<void> {
  const forms = new Map(canaries.flatMap(({ text }) => formsOf(text).map((form) => [form, text])));
  const { columns, hits } = await searchDatabase(testEnv.platform.db.pool, [...forms.keys()]);
  tally.searched = columns;
  for (const { place, found } of hits)
    note(
      tally,
      listEscapes(
        canaries,
        place,
        found.map((form) => forms.get(form) ?? ''),
      ),
    );
}

function searchLines(lines: readonly string[], canaries: readonly Canary[], tally: Tally): void {
  tally.lines = lines.length;
  for (const line of lines)
    note(tally, listEscapes(canaries, `the log: ${shorten(line)}`, findIn(line, canaries)));
}

function shorten(line: string): string {
  return line.trim().slice(0, 300);
}

function toReport(
  canaries: readonly Canary[],
  { searched, answers, lines, escapes }: Tally,
  calls: number,
): SuiteReport {
  const empty = canaries.filter(({ text }) => text.length < 8).map(({ name }) => `${name} was not planted`);
  const unused = calls === 0 ? ['nothing was called'] : [];
  const silent = lines === 0 ? ['nothing was logged'] : [];
  return {
    counts: { canaries: canaries.length, columns: searched, answers, 'log lines': lines, 'calls out': calls },
    successes: canaries.length,
    failures: [...empty, ...unused, ...silent, ...escapes],
  };
}

/** Plants secrets everywhere and searches all stored and returned data for them. */
export const SECRETS: Suite = {
  name: 'secrets',
  promise: 'no secret stands in clear in the database, a log, a trace, a record or an answer',
  sizes: { short: 1, long: 10 },
  minimumOf: (size) => 24 * size,
  run,
};

import { isDeepStrictEqual } from 'node:util';
import { makeChannel } from '@/e2e/api/chat/client';
import { makeFlow } from '@/e2e/api/support/flows';
import { ask, requireBody } from '@/e2e/api/support/target';
import { openTestHttpServer, type TestHttpServer } from '@/server/tools/test/http-server';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { openStressTarget, type StressTarget } from '../../support/open-stress-target';
import { type Chance, seedCase } from '../../support/seeded';
import { type EntryPoint, listEntryPoints, type Outcome } from './entry-points';
import { guardedFlow, INTENT, untouched } from './guarded-flow';

// Names of the flow's variables, of its triggers, and of JavaScript.
const NAMES = [
  ...['verified', 'api_base', 'total', 'picked', 'checked', 'first', 'second', 'paid'],
  ...[
    'trigger',
    'visitor',
    'error',
    'answer',
    'response',
    'event',
    'output',
    'heard',
    'open',
    'vars',
    'frames',
  ],
  ...['constructor', 'prototype', 'to_string', 'unheard_of'],
];
const ENTRY_POINTS = 9;

type Known = { variables: Record<string, unknown>; visitor: Record<string, unknown> };
type Sites = { home: TestHttpServer; away: TestHttpServer };

/** Tries each entry point with every name at once, then with the names spread over `size` conversations; values follow the seed. */
async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const home = await openTestHttpServer((_, response) => void response.end('paid'));
  const away = await openTestHttpServer((_, response) => void response.end('stolen'));
  const target = await openStressTarget(postgres);
  try {
    const apiBase = `http://127.0.0.1:${home.port}`;
    await makeFlow(target, guardedFlow(apiBase));
    const entryPoints = listEntryPoints(target, await makeChannel(target));
    const failures: string[] = [];
    let successes = 0;
    for (const [index, entryPoint] of entryPoints.entries()) {
      for (let no = 0; no < size; no += 1) {
        const sent = makeNames(seedCase(seed, index * size + no), no, size, away.port);
        const faults = await attack(target, entryPoint, sent, apiBase);
        failures.push(...faults.map((fault) => `${entryPoint.name}, ${JSON.stringify(sent)}: ${fault}`));
        if (faults.length === 0) successes += 1;
      }
    }
    failures.push(...(await findControlFaults(target)));
    return toReport(entryPoints, size, { home, away }, successes, failures);
  } finally {
    await target.close();
    await home.close();
    await away.close();
  }
}

function makeNames(chance: Chance, no: number, size: number, port: number): Record<string, unknown> {
  const values = [true, `http://127.0.0.1:${port}`, 7, ['x', [1]], null, 'mine'];
  const chosen = no === 0 ? NAMES : NAMES.filter((_, index) => index % (size - 1) === no - 1);
  return Object.fromEntries(chosen.map((name) => [name, pickValue(name, chance, values)]));
}

// Two variables always have the values an attacker would choose.
function pickValue(name: string, chance: Chance, values: readonly unknown[]): unknown {
  if (name === 'verified') return true;
  return name === 'api_base' ? values[1] : chance.pick(values);
}

async function attack(
  target: StressTarget,
  entryPoint: EntryPoint,
  sent: Record<string, unknown>,
  apiBase: string,
): Promise<string[]> {
  const outcome = await entryPoint.attack(sent);
  if (!outcome) return entryPoint.isKept ? ['was refused'] : [];
  const { variables, visitor } = await read(target, outcome);
  const { trigger, ...own } = variables;
  const isFinished = outcome.text !== null;
  const expected = entryPoint.isKept ? withPublic(untouched(apiBase), sent) : untouched(apiBase);
  const shown = isFinished ? expected : beforeTheFirst(expected);
  return [
    ...(isDeepStrictEqual(own, shown) ? [] : [`the flow knows ${JSON.stringify(own)}`]),
    ...(isTrigger(trigger) ? [] : [`it was started by ${JSON.stringify(trigger)}`]),
    ...(isFinished && outcome.text !== 'kept' ? [`it sent ${outcome.text}`] : []),
    ...(isDeepStrictEqual(visitor, entryPoint.isKept ? sent : {})
      ? []
      : [`visitor is ${JSON.stringify(visitor)}`]),
  ];
}

/** Adds the public variable when a number was sent for it. */
function withPublic(known: Record<string, unknown>, { total }: Record<string, unknown>) {
  return typeof total === 'number' ? { ...known, total } : known;
}

function beforeTheFirst({ first: _, second: __, paid: ___, ...known }: Record<string, unknown>) {
  return known;
}

function isTrigger(trigger: unknown): boolean {
  const { type } = (trigger ?? {}) as { type?: unknown };
  return type === 'intent' || type === 'form';
}

async function read({ orgId, ...target }: StressTarget, outcome: NonNullable<Outcome>): Promise<Known> {
  const path = `/api/v1/orgs/${orgId}/sessions/${outcome.executionId}`;
  return requireBody(await ask<Known>({ orgId, ...target }, 'GET', path), 200);
}

/** Control: values from a server do set variables. */
async function findControlFaults(target: StressTarget): Promise<string[]> {
  const body = { tenant_id: target.orgId, intent_name: INTENT, variables: { verified: true, picked: 'x' } };
  const reply = await ask<{ execution_id: string }>(target, 'POST', '/api/v1/engine/triggers/chat', { body });
  const { execution_id: executionId } = requireBody(reply, 200);
  const { variables } = await read(target, { executionId, text: null });
  const isSet = variables.verified === true && variables.checked === true;
  return isSet ? [] : [`a server's variables came to ${JSON.stringify(variables)}`];
}

function toReport(
  entryPoints: readonly EntryPoint[],
  size: number,
  { home, away }: Sites,
  successes: number,
  failures: string[],
): SuiteReport {
  const stolen = away.received.length;
  return {
    counts: {
      entryPoints: entryPoints.length,
      names: NAMES.length,
      conversations: entryPoints.length * size,
      'calls to the author’s address': home.received.length,
      'calls to the visitor’s address': stolen,
    },
    successes,
    failures: [
      ...failures,
      ...(stolen > 0 ? [`${stolen} calls with the author's secret went to the visitor's address`] : []),
      ...(home.received.length === 0 ? ['no call was made at all'] : []),
    ],
  };
}

/** Tests that visitor input cannot pass an author's checks or redirect a call with an author's secret. */
export const VISITOR_VARIABLES: Suite = {
  name: 'visitor-variables',
  promise: 'nothing that a visitor sends, at any entry point and under any name, sets what a flow knows',
  sizes: { short: 3, long: 60 },
  minimumOf: (size) => ENTRY_POINTS * size,
  run,
};

import { makeKey } from '@/e2e/api/support/direct-mount';
import { makeFlow } from '@/e2e/api/support/flows';
import { ask, type Target } from '@/e2e/api/support/target';
import { addOrganization } from '@/server/tools/test/platform';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { openWithClosers } from '../../support/closers';
import { openStressTarget } from '../../support/open-stress-target';
import type { Percentiles } from '../../support/percentiles';
import { timeWhile } from '../../support/time-while';
import { watchLoop } from '../../support/watch-loop';
import { ODD_DEFINITIONS } from './odd-definitions';
import { postAlone } from './post-alone';

/** A validation slice takes at most 50 ms; the rest allows for body parsing on a busy machine. */
const MOST_MS = 200;
const AT_ONCE = 4;
const ALONE = 20;

type Setup = { attacker: Target; neighbor: Target; flowId: string; close(): Promise<void> };
type Body = { name: string; code: string | null; text: string };

/** A key with only `flows:read` submits costly definitions for validation while another organization reads a list. */
async function run({ size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const setup = await openSetup({ postgres });
  try {
    const bodies = ODD_DEFINITIONS.map(
      ({ name, code, make }): Body => ({ name, code, text: JSON.stringify({ definition: make() }) }),
    );
    const alone = await readWhile(setup.neighbor, async () => undefined);
    const watch = watchLoop(MOST_MS);
    const failures: string[] = [];
    let answered = 0;
    const during = await readWhile(setup.neighbor, async () => {
      for (let round = 0; round < size; round++) {
        for (let from = 0; from < bodies.length; from += AT_ONCE) {
          const some = bodies.slice(from, from + AT_ONCE);
          const faults = await Promise.all(some.map((body) => attack(setup, body)));
          failures.push(...faults.flat());
          answered += faults.filter((found) => found.length === 0).length;
        }
      }
    });
    const { delays, blocked } = watch.stop();
    const bytes = size * bodies.reduce((sum, { text }) => sum + text.length, 0);
    return {
      counts: {
        definitions: bodies.length * size,
        'bytes sent': bytes,
        'longest stop of the loop, ms': Math.round(delays.max),
        [`stops over ${MOST_MS} ms`]: blocked.length,
      },
      percentiles: { 'others alone': alone, 'others meanwhile': during },
      successes: answered,
      failures: [...failures, ...blocked.map(({ ms }) => `the event loop was kept for ${ms} ms`)],
    };
  } finally {
    await setup.close();
  }
}

function openSetup({ postgres }: Pick<SuiteOptions, 'postgres'>): Promise<Setup> {
  return openWithClosers(async ({ opened, close }) => {
    const target = opened(await openStressTarget(postgres));
    const { platform } = target.testEnv;
    const { id: flowId } = await makeFlow(target, {
      format: 1,
      start: 'end',
      nodes: [{ id: 'end', kind: 'end' }],
    });
    const attacker = { ...target, apiKey: await makeKey(platform, target.orgId, ['flows:read']) };
    const orgId = await addOrganization(platform.db);
    const neighbor = { baseUrl: target.baseUrl, orgId, apiKey: await makeKey(platform, orgId) };
    return { attacker, neighbor, flowId, close };
  });
}

type Answer = { problems?: { code: string }[]; error?: { code: string } };

async function attack({ attacker, flowId }: Setup, { name, code, text }: Body): Promise<string[]> {
  const path = `/api/v1/orgs/${attacker.orgId}/flows/${flowId}/validate`;
  const body = await postAlone<Answer>(attacker, path, text);
  const found = body.error?.code ?? body.problems?.[0]?.code ?? null;
  return found === code ? [] : [`${name}: ${found} instead of ${code}`];
}

/** Measures reads of a list during other work. */
function readWhile(neighbor: Target, act: () => Promise<void>): Promise<Percentiles> {
  const read = () => ask(neighbor, 'GET', `/api/v1/orgs/${neighbor.orgId}/flows`);
  return timeWhile(read, act, { least: ALONE });
}

/** Tests definitions that are costly to validate, sent by a key that may only read flows. */
export const DEFINITIONS: Suite = {
  name: 'definitions',
  promise: 'no definition, whatever its size and shape, keeps a process from answering others',
  sizes: { short: 1, long: 20 },
  minimumOf: (size) => size * ODD_DEFINITIONS.length,
  run,
};

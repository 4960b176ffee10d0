import type { ServiceContext } from '@/server/services/context';
import { createFlow } from '@/server/services/flow/create-flow';
import { publishFlow } from '@/server/services/flow/version/publish-flow';
import { forkSession } from '@/server/services/fork/fork-session';
import { verifySessions } from '@/server/services/migration/fixtures/versions';
import { ECHO } from '@/server/services/session/fixtures/flows';
import { listMessages } from '@/server/services/session/list-messages';
import { ask, requireBody, type Target } from '../../api/support/target';
import { AT_ONCE, type Setup, sayAll } from './interleavings';
import { start } from './pairs';

/*
 * People hold sessions at a breakpoint and continue them as tests while others write. Each function returns faults.
 */

const ALL = 100;

async function makeEcho(owner: ServiceContext): Promise<string> {
  const slug = `race-${crypto.randomUUID().slice(0, 13)}`;
  const { id } = await createFlow(owner, { name: 'Race', slug, definition: ECHO });
  await publishFlow(owner, { flowId: id });
  return id;
}

/** Lists what a session said, in order. */
async function listSaid(owner: ServiceContext, sessionId: string): Promise<string[]> {
  const { items } = await listMessages(owner, { sessionId, limit: ALL });
  return items.flatMap(({ direction, text }) => (direction === 'outbound' ? [text] : []));
}

const listDifferent = (name: string, mismatches: readonly unknown[]): string[] =>
  mismatches.flatMap((found) =>
    found === null ? [] : [`${name}: a replay differs: ${JSON.stringify(found)}`],
  );

/** Both processes let a held session go on while messages arrive, and its breakpoint is removed: each is answered once. */
export async function holdDuring(setup: Setup): Promise<string[]> {
  const { left, right, owner } = setup;
  const flowId = await makeEcho(owner);
  const sessionId = await start(left, flowId);
  const place = `/api/v1/orgs/${left.orgId}`;
  const set = `${place}/flows/${flowId}/breakpoints`;
  const { id } = requireBody(
    await ask<{ id: string }>(left, 'POST', set, { body: { nodeId: 'repeat', sessionId } }),
    201,
  );
  let isTalking = true;
  const talk = sayAll(setup, sessionId).finally(() => {
    isTalking = false;
  });
  const statuses: number[] = [];
  const letGoOn = async (target: Target): Promise<void> => {
    const path = `${place}/sessions/${sessionId}/debug/continue`;
    statuses.push((await ask(target, 'POST', path, { body: {} })).status);
  };
  const going = async (target: Target): Promise<void> => {
    while (isTalking) await letGoOn(target);
  };
  const isHalfAnswered = () => statuses.filter((status) => status === 200).length >= AT_ONCE / 2;
  const removing = async () => {
    while (isTalking && !isHalfAnswered()) await letGoOn(right);
    return ask(right, 'DELETE', `${set}/${id}`);
  };
  const [results, removed] = await Promise.all([talk, removing(), going(left), going(right)]);
  const said = await listSaid(owner, sessionId);
  const answers = said.filter((text) => text.startsWith('You said'));
  return [
    ...results.flatMap(({ status }) => (status === 200 ? [] : [`hold: a message got ${status}`])),
    ...statuses.flatMap((status) => ([200, 409].includes(status) ? [] : [`hold: continuing got ${status}`])),
    ...(removed.status === 204 ? [] : [`hold: removing got ${removed.status}`]),
    ...(statuses.includes(200) ? [] : ['hold: it was never held']),
    ...(new Set(answers).size === AT_ONCE && answers.length === AT_ONCE
      ? []
      : [`hold: ${answers.length} answers, ${new Set(answers).size} different ones`]),
    ...listDifferent('hold', await verifySessions(owner, flowId)),
  ];
}

/** Continues a session as tests while messages arrive: each test has the first turn alone, and the session all of its own. */
export async function forkDuring(setup: Setup): Promise<string[]> {
  const { left, owner } = setup;
  const flowId = await makeEcho(owner);
  const sessionId = await start(left, flowId);
  const fork = () => forkSession(owner, { sessionId, turn: 1, version: 'recorded' });
  const [results, ...forks] = await Promise.all([sayAll(setup, sessionId), fork(), fork(), fork()]);
  const first = (await listSaid(owner, sessionId)).slice(0, 1);
  const faults: string[] = [];
  for (const { session } of forks) {
    const said = session ? await listSaid(owner, session.id) : [];
    if (session?.turnNo !== 1 || said.join() !== first.join())
      faults.push(`fork: after ${session?.turnNo ?? 0} turns it had said ${said.join(', ')}`);
  }
  return [
    ...faults,
    ...results.flatMap(({ status, first: text }) =>
      status === 200 && text?.startsWith('You said') ? [] : [`fork: a message got ${status} "${text ?? ''}"`],
    ),
    ...listDifferent('fork', await verifySessions(owner, flowId)),
  ];
}

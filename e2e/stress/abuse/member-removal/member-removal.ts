import { releaseConversations } from '@/server/services/inbox/release-conversations';
import { replyToConversation } from '@/server/services/inbox/reply-to-conversation';
import { takeConversation } from '@/server/services/inbox/take-conversation';
import { removeMember } from '@/server/services/member/remove-member';
import { openTestEnv } from '@/server/tools/test/platform';
import type { Suite, SuiteOptions, SuiteReport } from '../../suite';
import { toPercentiles } from '../../support/percentiles';
import { type Chance, seedCase } from '../../support/seeded';
import { beforeNextCommit } from './interleave';
import { openRemovalFixture, type Person, type RemovalFixture } from './removal-fixture';

const CONVERSATIONS = 5;
const TURNS = 20;
const LATEST_MS = 30;

type Seen = { times: number[]; lost: string[]; checked: number };

async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const testEnv = await openTestEnv({ poolSize: 10 }, postgres);
  try {
    const fixture = await openRemovalFixture(testEnv);
    const owner = await fixture.addPerson('owner');
    const seen: Seen = { times: [], lost: [], checked: 0 };
    for (let round = 0; round < size; round += 1) {
      await removeUnderLoad(fixture, owner, { round, chance: seedCase(seed, round) }, seen);
      await removeInBetween(fixture, owner, round, seen);
    }
    return {
      counts: { removals: 2 * size, conversations: seen.checked, 'conversations lost': seen.lost.length },
      percentiles: { removal: toPercentiles(seen.times) },
      successes: seen.checked - seen.lost.length,
      failures: seen.lost,
    };
  } finally {
    await testEnv.close();
  }
}

/** Removes a member at a random time while visitors and the member continue all conversations. */
async function removeUnderLoad(
  fixture: RemovalFixture,
  owner: Person,
  { round, chance }: { round: number; chance: Chance },
  seen: Seen,
): Promise<void> {
  const agent = await fixture.addPerson('agent');
  const threads = Array.from({ length: CONVERSATIONS }, (_, no) => `${round}-${no}`);
  const sessionIds = await Promise.all(threads.map((thread) => fixture.beginTaken(agent, thread)));
  const load = Array.from({ length: TURNS }, async (_, no) => {
    await pass(chance.below(LATEST_MS));
    const at = no % CONVERSATIONS;
    const sessionId = sessionIds[at] ?? '';
    if (no % 4 === 1) return takeConversation(agent.ctx, { sessionId });
    if (no % 4 === 3) return replyToConversation(agent.ctx, { sessionId, text: 'Hello' });
    return fixture.say(no % 4 === 0 ? fixture.near : fixture.far, threads[at] ?? '');
  });
  await pass(chance.below(LATEST_MS));
  await remove(owner, agent, seen);
  await Promise.all(load);
  await judge(fixture, sessionIds, `round ${round}, under load`, seen);
}

/** Removes a member through another process between a turn's computation and its commit. */
async function removeInBetween(
  fixture: RemovalFixture,
  owner: Person,
  round: number,
  seen: Seen,
): Promise<void> {
  const agent = await fixture.addPerson('agent');
  const thread = `${round}-between`;
  const sessionId = await fixture.beginTaken(agent, thread);
  beforeNextCommit(fixture.far.db.pool, () => remove(owner, agent, seen));
  await fixture.say(fixture.far, thread);
  await judge(fixture, [sessionId], `round ${round}, in between`, seen);
}

async function remove(owner: Person, { userId }: Person, seen: Seen): Promise<void> {
  const startedAt = performance.now();
  await removeMember(owner.ctx, { userId });
  seen.times.push(performance.now() - startedAt);
}

/** After a worker run, every open conversation has a member or waits in the queue. */
async function judge(
  { near }: RemovalFixture,
  sessionIds: string[],
  when: string,
  seen: Seen,
): Promise<void> {
  while ((await releaseConversations(near, { limit: 50 })) > 0);
  const { session, member } = near.db.prisma;
  for (const { id, orgId, assigneeId, waitingSince } of await session.findMany({
    where: { id: { in: sessionIds }, finishedAt: null },
  })) {
    seen.checked += 1;
    const isAnswered =
      assigneeId !== null && (await member.count({ where: { orgId, userId: assigneeId } })) > 0;
    const isQueued = assigneeId === null && waitingSince !== null;
    if (!isAnswered && !isQueued) seen.lost.push(`${when}: conversation ${id} is in nobody's queue`);
  }
}

const pass = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Tests the removal of members during their conversations. */
export const MEMBER_REMOVAL: Suite = {
  name: 'member-removal',
  promise: 'no conversation of a removed member is in nobody’s queue',
  sizes: { short: 8, long: 200 },
  minimumOf: (size) => size * (CONVERSATIONS + 1),
  run,
};

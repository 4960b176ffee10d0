import { judgeConversations } from '../crashes/judge-conversations';
import { judgeTimers } from '../scale/judge-timers';
import type { Part } from '../support/part';
import { toPercentiles } from '../support/percentiles';
import { type Load, TIMER_SECONDS } from './load';
import type { Fleet } from './open-fleet';

/** Waits until all work is done, and compares the database and the endpoint with the callers' responses. */
export async function judgeFleet(fleet: Fleet, load: Load): Promise<Part> {
  const judged = await judgeConversations(fleet, load.conversations);
  const timers = await judgeTimers(fleet, { ...load.timed, templateId: null });
  return {
    counts: {
      requests: [...load.statuses.values()].reduce((sum, each) => sum + each, 0),
      ...Object.fromEntries([...load.statuses].map(([status, times]) => [`answers ${status}`, times])),
      turns: judged.turns,
      webhooks: judged.webhooks,
      timers: timers.right,
      'pages of the console': load.pages,
    },
    percentiles: { 'timer after it was due': toPercentiles(await listDelays(fleet, load)) },
    successes: judged.successes + timers.right,
    failures: [
      ...load.failures,
      ...fleet.api.problems,
      ...fleet.web.problems,
      ...judged.failures,
      ...timers.wrong,
      ...listMissing(judged.webhooks, timers.right),
    ],
  };
}

function listMissing(webhooks: number, timers: number): string[] {
  return [
    ...(webhooks === 0 ? ['there was no webhook'] : []),
    ...(timers === 0 ? ['there was no timer'] : []),
  ];
}

async function listDelays({ pool }: Fleet, { timed }: Load): Promise<number[]> {
  const { rows } = await pool.query<{ ms: number }>(
    `SELECT extract(epoch FROM fired.created_at - begun.created_at)::float * 1000 - $2 ms
     FROM sessions s
     JOIN turns begun ON begun.org_id = s.org_id AND begun.session_id = s.id AND begun.no = 1
     JOIN turns fired ON fired.org_id = s.org_id AND fired.session_id = s.id AND fired.no = 2
     WHERE s.flow_id = $1`,
    [timed.flowId, TIMER_SECONDS * 1_000],
  );
  return rows.map(({ ms }) => ms);
}

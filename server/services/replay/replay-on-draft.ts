import type { ClaimedReplay } from '@/server/db/replay/store';
import { countRecordedPlaces } from '@/server/db/session/recorded';
import type { ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import type { JobWork } from '../job/job-runner';
import type { ReplayFindings } from './findings';
import type { ReplaySearch, StandInAnswers } from './new-replay';
import { toListing } from './read-batches';
import { readPinnedFlows } from './replay-flows';
import { replaySessions } from './replay-sessions';
import type { ReplayTask } from './replay-task';
import { createTally } from './tally';
import { toStandIns } from './to-call-outcome';
import { toSelection } from './to-selection';

export type ReplayWork = JobWork<ClaimedReplay, ReplayFindings>;

/** Replays the sessions that a request names on its draft, and adds up how they differ from their records. */
export const replayOnDraft: ReplayWork = async (platform, replay, { signal, report }) => {
  const { orgId, flowId, definition, links } = replay;
  const ctx: ServiceContext = { ...platform, actor: { type: 'system', orgId } };
  const { slug } = await getFlowHead(ctx, orgId, flowId);
  const draft = await readPinnedFlows(ctx, orgId, { slug, definition, links });
  const sessions = toSelection(flowId, replay.search as ReplaySearch);
  const total = await countRecordedPlaces(ctx.db, toListing(orgId, sessions));
  report({ done: 0, total });
  const tally = createTally();
  const task: ReplayTask = {
    type: 'compare',
    draft,
    standIns: toStandIns(replay.standIns as StandInAnswers),
  };
  const summary = await replaySessions(ctx, {
    ...{ task, sessions, signal },
    onResult: (result) => {
      if (result.type === 'compared') tally.add(result);
      else tally.leaveOut('unreadable');
    },
    onProgress: (done) => report({ done, total }),
  });
  signal.throwIfAborted();
  tally.leaveOut('withoutTranscript', summary.withoutTranscript);
  tally.leaveOut('tooLong', summary.tooLong);
  return { total, result: tally.sum() };
};

import { findReplayedDraft } from '@/server/db/replay/store';
import type { SessionRow } from '@/server/db/session/row';
import type { JsonObject } from '@/server/engine/json';
import { type Comparison, compareReplays } from '@/server/engine/replay/compare';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import type { Replay } from '@/server/engine/replay/replay-step';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { getFlowHead, toObject } from '../flow/internal';
import type { StandInAnswers } from '../replay/new-replay';
import { readPinnedFlows } from '../replay/replay-flows';
import { toStandIns } from '../replay/to-call-outcome';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { toNewRow } from '../session/create-session';
import { requireSession } from '../session/require-session';
import { toMessageView, toTurnView } from '../session/to-view';
import { maskTurn } from '../session/turn/mask-turn';
import type { TranscriptLine } from '../session/turn/turn-step';
import type { MessageView, TurnView } from '../session/view';
import { maskAnswers } from './mask-answers';
import { readOtherLines, readPast, replayPast, versionAfter } from './read-past';
import { toReplayedCommit } from './to-fork-commit';

/** How a session ran, or would have run. */
type ComparedRun = { definition: JsonObject; turns: TurnView[]; messages: MessageView[] };

/** Both runs of a session. Turns of places are indexes of the turns of their run. */
export type ComparedSession = Pick<Comparison, 'verdict' | 'differences' | 'parting'> & {
  past: ComparedRun;
  next: ComparedRun;
};

type SessionOfReplay = { flowId: string; replayId: string; sessionId: string };

/**
 * Returns how a session ran and how it runs on the draft of a replay, with credentials masked. Throws not_found, and
 * limit_exceeded for a session with too many turns.
 */
export async function compareSession(
  ctx: ServiceContext,
  { flowId, replayId, sessionId }: SessionOfReplay,
): Promise<ComparedSession> {
  requireOrgWideScope(ctx, 'flows:read');
  const orgId = requireScope(ctx, 'sessions:read');
  const { id, slug } = await getFlowHead(ctx, orgId, flowId);
  const asked = isUuid(replayId)
    ? await findReplayedDraft(ctx.db, { orgId, flowId: id, id: replayId })
    : null;
  if (!asked) throw domainError('not_found', { thing: 'replay', id: replayId });
  const row = await requireSession(ctx, { orgId, sessionId });
  if (row.flowId !== id) throw domainError('not_found', { thing: 'session', id: sessionId });
  const past = await readPast(ctx, row);
  const { definition, links } = asked;
  const draft = compileRecording(await readPinnedFlows(ctx, orgId, { slug, definition, links }));
  if (!draft.ok) throw domainError('not_found', { thing: 'replay', id: replayId });
  const exact = replayPast(past);
  const standIns = toStandIns(asked.standIns as StandInAnswers);
  const next = replay(draft.program, past.recording, { type: 'what-if', past: maskAnswers(exact), standIns });
  const { verdict, differences, parting } = compareReplays(exact, next);
  const { flow, flows } = versionAfter(past.recording, past.recording);
  const others = await readOtherLines(ctx, row);
  const toRun = (run: Replay) => toComparedRun(ctx, row, run, others);
  return {
    ...{ verdict, differences, parting },
    past: { definition: toObject(flows[flow]?.definition ?? null), ...toRun(exact) },
    next: { definition: toObject(definition), ...toRun(next) },
  };
}

function toComparedRun(
  ctx: ServiceContext,
  row: SessionRow,
  replayed: Replay,
  others: ReadonlyMap<number, TranscriptLine[]>,
): Omit<ComparedRun, 'definition'> {
  const place = {
    orgId: row.orgId,
    flowId: row.flowId,
    versionId: row.versionId,
    externalId: null,
    metadata: {},
  };
  const session = { ...place, isTest: true, channel: 'test', variables: {}, lifeMs: null };
  const fresh = toNewRow(session, {}, row.id, ctx.clock.now());
  const { turns, messages } = toReplayedCommit(ctx, {
    fresh,
    seed: row.state.seed,
    replay: replayed,
    others,
  });
  const timeOf = (no: number) => new Date(replayed.steps[no - 1]?.event.at ?? 0);
  return {
    turns: turns.map((turn) => maskTurn({ ...toTurnView(turn), createdAt: timeOf(turn.no) })),
    messages: messages.map((message) => ({ ...toMessageView(message), createdAt: timeOf(message.turnNo) })),
  };
}

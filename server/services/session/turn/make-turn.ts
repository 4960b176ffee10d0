import type { MessageRow, SessionRow, TurnChanges, TurnRow } from '@/server/db/session/row';
import { toStoredState } from '@/server/db/session/stored-state';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import type { Json, JsonObject } from '@/server/engine/json';
import type { SessionState } from '@/server/engine/session';
import { toStoredJson } from '@/server/shared/stored-json';
import type { NewEntry } from '../../audit/to-entry';
import { listContactPatches, type SessionPatch } from '../../contact/patch-contact';
import { isFork } from '../../fork/fork-facts';
import { HELD_BY } from '../../fork/held-calls';
import type { UnchangedOutcome } from './advance-request';
import { maskTrace } from './mask-turn';
import { toNextSession } from './next-session';
import { priceModelUsage } from './price-model-usage';
import type { ExecutedStep } from './run-steps';
import { listHeldEntries, runWithBreakpoints } from './run-with-breakpoints';
import { isAwaitedInput } from './sync-reply';
import { toLines } from './transcript-lines';
import { toExtras } from './turn-extras';
import type { TurnDeps, TurnInput, TurnRequest } from './turn-input';
import type { TranscriptLine, TurnStep } from './turn-step';

export type MadeTurn =
  /**
   * `entries` are the audit entries of breakpoints that held the session, `patches` the changes of its contact; both are committed
   * with the turns.
   */
  | {
      kind: 'made';
      commit: TurnCommit;
      steps: readonly ExecutedStep[];
      entries: readonly NewEntry[];
      patches: readonly SessionPatch[];
    }
  | { kind: 'unchanged'; outcome: UnchangedOutcome };

/** Runs steps on a session and makes the commit of their results; writes nothing. */
export async function makeTurn(
  deps: TurnDeps,
  before: SessionRow,
  steps: readonly TurnStep[],
  request: TurnRequest,
): Promise<MadeTurn> {
  const { orgId, versionId, channelId } = before;
  const ran = runWithBreakpoints(deps, await deps.programs.get(orgId, versionId), before, steps);
  const executed = ran instanceof Promise ? await ran : ran;
  if (executed.kind === 'unchanged') return executed;
  const priced = await priceModelUsage(deps, orgId, executed.steps);
  const channel = channelId === null ? null : await deps.channels.get(orgId, channelId);
  const titles = channel?.hasWebhook ? await deps.programs.getTitles(orgId, versionId) : null;
  const commit = toCommit(deps, { before, steps: priced, channel, titles, request });
  const entries = listHeldEntries(before, executed.steps);
  const patches = listContactPatches(before, executed.steps, commit.session.lastActivityAt);
  return { kind: 'made', commit, steps: executed.steps, entries, patches };
}

/** Makes the commit of steps that ran; writes nothing. */
export function toCommit(deps: TurnDeps, input: TurnInput): TurnCommit {
  const { before, steps, channel } = input;
  const at = new Date(deps.clock.now());
  const next = toNextSession(input, at);
  const messages: MessageRow[] = [];
  const turns: TurnRow[] = [];
  let state: SessionState = before.state;
  for (const [index, executed] of steps.entries()) {
    const no = before.turnNo + 1 + index;
    const firstSeq = before.messageCount + 1 + messages.length;
    for (const line of toLines(executed, channel)) {
      const seq = before.messageCount + 1 + messages.length;
      messages.push(toMessage(deps, next, line, { no, at, seq }));
    }
    const isLast = index === steps.length - 1;
    turns.push({
      no,
      event: executed.step.event as unknown as Json,
      // Readers of a session must not see the credentials that its flow calls with.
      trace: maskTrace(executed.result.trace),
      status: statusAfter(executed),
      changes: toChanges(state, executed.result, isStatusChanged(before, next, { no, isLast })),
      firstSeq,
      createdAt: at,
      usage: executed.step.usage ?? null,
    });
    state = executed.result.state;
  }
  const session = { ...next, messageCount: before.messageCount + messages.length };
  return {
    beforeTurn: before.turnNo,
    beforeSyncReply: before.syncReply && toStoredJson(before.syncReply),
    session,
    stateText: toStoredJson(toStoredState(session.state, session.id)),
    turns,
    messages,
    extras: toExtras(deps, { ...input, session, turns, messages, at }),
    processId: isFork(session) ? HELD_BY : deps.processId,
    pointers: input.request.pointers ?? null,
  };
}

/** Tells whether a turn of a commit reports a status: the start and the last turn do, none in between. */
function isStatusChanged(
  before: SessionRow,
  after: SessionRow,
  { no, isLast }: { no: number; isLast: boolean },
): boolean {
  return (no === 1 || isLast) && (before.turnNo === 0 || before.status !== after.status);
}

function statusAfter({ step, result }: ExecutedStep): SessionRow['status'] {
  return step.event.type === 'session.ended' ? 'ended' : result.state.status;
}

type Place = { no: number; at: Date; seq: number };

function toMessage(
  { ids }: TurnDeps,
  session: SessionRow,
  line: TranscriptLine,
  { no, at, seq }: Place,
): MessageRow {
  const { direction, kind, content, inputId, nodeId } = line;
  return {
    seq,
    id: line.id ?? ids.uuid(at.getTime()),
    turnNo: no,
    direction,
    kind,
    content: isInResponse(session, line, at) ? { ...content, direct: true } : content,
    inputId,
    nodeId,
    createdAt: at,
  };
}

/** Tells whether a line goes into its caller's response, and so into no webhook (reply/once). */
function isInResponse({ syncReply }: SessionRow, { direction, inputId }: TranscriptLine, at: Date): boolean {
  return direction === 'outbound' && isAwaitedInput(syncReply, inputId, at.getTime());
}

type Result = Pick<ExecutedStep['result'], 'state' | 'effects'>;

function toChanges(before: SessionState, { state, effects }: Result, moved: boolean): TurnChanges {
  const set = toSet(before.frames[0]?.variables ?? {}, state.frames[0]?.variables ?? {});
  const emitted = effects.flatMap((effect) =>
    effect.type === 'event.emit' ? [{ name: effect.name, payload: effect.payload }] : [],
  );
  return { ...(set && { set }), ...(emitted.length > 0 && { emitted }), ...(moved && { moved }) };
}

function toSet(before: JsonObject, after: JsonObject): JsonObject | null {
  const changed = Object.entries(after).filter(
    ([name, value]) => !isSame(Object.hasOwn(before, name) ? before[name] : undefined, value),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

// A turn shares the values that it does not change, so most comparisons end at the first line.
function isSame(before: Json | undefined, after: Json): boolean {
  if (before === after) return true;
  return (
    typeof before === 'object' &&
    typeof after === 'object' &&
    JSON.stringify(before) === JSON.stringify(after)
  );
}

import { requireScope, type ServiceContext } from '../context';
import { type BatchOfSessions, type LeftOutSession, type ReplaySelection, readBatches } from './read-batches';
import { type ReplayLane, takeUnknown } from './replay-pool';
import type { ReplayResult, ReplayTask } from './replay-task';

export type ReplayRequest = {
  task: ReplayTask;
  sessions: ReplaySelection;
  /** Gets the result of each session, in any order. The next ones wait for it. */
  onResult(result: ReplayResult): unknown;
  /** Gets each session that is not replayed. */
  onLeftOut?(session: LeftOutSession): unknown;
  /** Gets the number of sessions done so far, after each batch. */
  onProgress?(done: number): void;
  /** Ends the replay early; what was done by then counts. */
  signal?: AbortSignal;
};

/** The sessions that were replayed, and those that were left out. */
export type ReplaySummary = {
  replayed: number;
  withoutTranscript: number;
  tooLong: number;
  isCanceled: boolean;
};

/**
 * Replays sessions of the organization in threads, after the replays that other requests began before. Throws
 * permission_denied for who may not read transcripts.
 */
export async function replaySessions(ctx: ServiceContext, request: ReplayRequest): Promise<ReplaySummary> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { task, sessions: selection, signal } = request;
  const reading = { orgId, selection, isStored: task.type === 'verify' || task.type === 'migrate' };
  const summary = { replayed: 0, withoutTranscript: 0, tooLong: 0, isCanceled: false };
  await ctx.replays.runTask(task, async (lanes) => {
    if (signal?.aborted) return;
    const batches = readBatches(ctx, reading);
    await Promise.all(lanes.map((lane) => runLane(lane, batches, request, summary)));
  });
  return { ...summary, isCanceled: signal?.aborted ?? false };
}

/** Takes batches until there are none; lanes share the generator, which reads one batch after the other. */
async function runLane(
  lane: ReplayLane,
  batches: AsyncGenerator<BatchOfSessions>,
  { onResult, onLeftOut, onProgress, signal }: ReplayRequest,
  summary: ReplaySummary,
): Promise<void> {
  for (let next = batches.next(); ; ) {
    const { done, value: batch } = await next;
    if (done || signal?.aborted) return;
    // The next batch is read while this one runs.
    next = batches.next();
    // It may fail while this one runs, and is awaited only then: without this line, that would end the process.
    next.catch(() => undefined);
    const results = await lane.run({ inputs: batch.inputs, versions: takeUnknown(lane, batch.versions) });
    for (const result of results) await onResult(result);
    for (const session of batch.leftOut) await onLeftOut?.(session);
    summary.replayed += results.length;
    const tooLong = batch.leftOut.filter(({ reason }) => reason === 'too_long').length;
    summary.tooLong += tooLong;
    summary.withoutTranscript += batch.leftOut.length - tooLong;
    onProgress?.(summary.replayed + summary.withoutTranscript + summary.tooLong);
  }
}

import { findDifference, NOTICED } from '@/server/engine/flow-test/find-difference';
import { type MadeTest, makeTest, type TestDifference } from '@/server/engine/flow-test/make-test';
import { compileRecording } from '@/server/engine/replay/compile-recording';
import { replay } from '@/server/engine/replay/drive';
import { dropMoves } from '@/server/engine/replay/drop-moves';
import { cutSession } from '@/server/engine/replay/recording';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../../context';
import { getRecording } from '../../replay/get-recording';
import { maskRecording, maskTestUrls } from './mask-recording';

export type SessionTestRef = {
  sessionId: string;
  /** Only the first turns, as many as this. */
  turns?: number | undefined;
  name?: string | undefined;
};

/** A test made from a session; `masked` is a difference because credentials are left out. */
export type SessionTest = Omit<MadeTest, 'difference'> & { difference: TestDifference | 'masked' | null };

/**
 * Makes a test from a recorded session on the version that it ran on last, without credentials. Throws not_found, also for a session
 * whose transcript is gone, and permission_denied for who may not read transcripts.
 */
export async function makeSessionTest(
  ctx: ServiceContext,
  { sessionId, turns, name }: SessionTestRef,
): Promise<SessionTest> {
  const recording = await getRecording(ctx, { sessionId });
  const compiled = compileRecording(recording);
  if (!compiled.ok) throw domainError('not_found', { thing: 'version', id: recording.flow });
  const source = dropMoves(compiled, turns === undefined ? recording : cutSession(recording, turns));
  return runInSlices(makeMasked({ ...source, ...(name !== undefined && { name }) }));
}

type Source = Parameters<typeof makeTest>[0];

/** A step of the generator replays the session a few times. */
function* makeMasked(source: Source): Generator<undefined, SessionTest, undefined> {
  const { program } = source;
  const session = maskRecording(source.session);
  const [past, masked] = [source.session, session].map((one) => replay(program, one, { type: 'exact' }));
  yield;
  const { test, difference } = makeTest({ ...source, session });
  const isMasked = past && masked && findDifference(past, masked, NOTICED) !== null;
  return { test: maskTestUrls(test), difference: difference ?? (isMasked ? 'masked' : null) };
}

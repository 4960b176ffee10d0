import { toCallerOrigin } from '@/server/auth/client-address';
import { createRequestSlot } from '@/server/http/admission/admission';
import { toClientKey } from '@/server/http/admission/client-key';
import { readBody } from '@/server/http/body/read-body';
import type { Actor } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';
import type { Call, Caller, CallPlatform } from './call';
import { maxInputBytesOf, requireFittingMethod, STRANGER_INPUT_BYTES } from './procedure-facts';
import { decodeInput, readTarget } from './read-target';
import { refuseCall } from './refuse-call';
import { runCall } from './run-call';
import { requireOwnConsole } from './same-origin';

/*
 * The steps of a console request, which may carry several calls.
 * calls/limited-first  A request counts toward the limits of the APIs (open-limits.ts) before its body is read: for its person
 *                      and organization, or without a sign-in for its address (stranger-limit.ts). A batch counts as the
 *                      number of its calls.
 * calls/own-shape      A refusal has the console's own format, and no mistake of a caller is logged as an error.
 */

// Requests without a sign-in share one place in the queue, like one organization.
export const NOBODY = 'nobody';

/** Answers a console request; never throws. `findCaller` is called once. */
export async function handleCall(
  platform: CallPlatform,
  findCaller: () => Promise<Caller>,
  { request, requestId }: Pick<Call, 'request' | 'requestId'>,
): Promise<Response> {
  const { admission } = platform.limits;
  const headers = { 'x-request-id': requestId, 'cache-control': 'no-store' };
  const origin = toCallerOrigin(request.headers);
  const call: Call = { platform, request, requestId, origin, headers, slot: createRequestSlot() };
  try {
    admission.open();
  } catch (refusal) {
    return refuseCall(call, refusal);
  }
  try {
    return await serve(call, findCaller);
  } catch (refusal) {
    return refuseCall(call, refusal);
  } finally {
    admission.close(call.slot);
  }
}

async function serve(call: Call, findCaller: () => Promise<Caller>): Promise<Response> {
  const { platform, request, slot } = call;
  const { admission } = platform.limits;
  requireOwnConsole(request, platform.env.PARLEY_PUBLIC_URL);
  const target = readTarget(request);
  requireFittingMethod(target);
  const caller = await findCaller();
  consumeLimits(call, caller.actor, target.paths.length);
  if (caller.actor) admission.enter(slot, caller.actor.orgId);
  const maxBytes = caller.actor ? maxInputBytesOf(target.paths) : STRANGER_INPUT_BYTES;
  const body = target.method === 'POST' ? decodeInput(await readBytes(call, maxBytes)) : null;
  await admission.work(slot, caller.actor?.orgId ?? NOBODY);
  // The client is gone.
  if (request.signal.aborted) throw domainError('overloaded', { retryAfterMs: 0 });
  return runCall(call, caller, target, body);
}

/** Counts calls toward the limits of their caller; throws rate_limited. */
export function consumeLimits(
  { platform, origin, headers }: Pick<Call, 'platform' | 'origin' | 'headers'>,
  actor: Actor | null,
  calls: number,
): void {
  const { rate, strangers } = platform.limits;
  const { address } = origin;
  if (actor) {
    rate.consume(actor, { headers, address }, calls);
    return;
  }
  strangers.check(address, () => false);
  for (let counted = 0; counted < calls; counted += 1) strangers.count(address);
}

function readBytes({ platform, request, slot, origin }: Call, maxBytes: number): Promise<Uint8Array> {
  const { admission, bodyRate: rate } = platform.limits;
  const memory = {
    begin: (cut: () => void) => admission.openBody(slot, toClientKey(origin.address), cut),
    add: (bytes: number) => admission.addToBody(slot, bytes),
    end: () => admission.endBody(slot),
  };
  return readBody(request, undefined, { maxBytes, rate, memory });
}

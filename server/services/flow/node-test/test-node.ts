import type { JsonObject } from '@/server/engine/json';
import { isolateNode } from '@/server/engine/node-test/isolate-node';
import { listReadsInSteps } from '@/server/engine/node-test/list-reads';
import {
  type NodeOutcome,
  resumeNode,
  type StartedNode,
  startNode,
} from '@/server/engine/node-test/start-node';
import { compileInSteps, type Program } from '@/server/engine/program';
import type { EffectError, HttpResult } from '@/server/engine/protocol';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { type DomainError, domainError } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import { requireScope, type ServiceContext } from '../../context';
import { priceResult } from '../../session/effects/price-result';
import { sendCall } from '../../session/effects/send-call';
import { type CallEvent, toCallEvent } from '../../session/effects/to-call-event';
import { maskRequest, maskResult } from '../../session/turn/mask-turn';
import { checkDefinition } from '../draft/check-definition';
import { requireNoErrors } from '../draft/require-no-errors';
import { getFlowRow, requireDraft, toObject } from '../internal';

/** The longest wait for the answer; the node itself may wait longer in a session. */
const MOST_TEST_MS = 60_000;

const KINDS: readonly string[] = ['http', 'ai'];

export type TestNodeInput = {
  flowId: string;
  nodeId: string;
  /** The definition that has the node; the flow's draft by default. */
  definition?: unknown;
  variables?: JsonObject | undefined;
  /** False shows the request without sending it. */
  send: boolean;
};

/** The request as the node makes it: secrets are placeholders, and a connection adds its address, headers and credential. */
type TestedRequest = {
  method: string;
  connection: string | null;
  url: string;
  headers: Record<string, string>;
  body: string | null;
};

/** What came back: a response, or why there is none. Credentials are masked. */
type TestedAnswer = {
  durationMs: number;
  response: Pick<HttpResult, 'status' | 'headers' | 'body'> | null;
  error: Pick<EffectError, 'code' | 'message'> | null;
};

export type NodeTest = {
  /** The variables that the node reads. */
  reads: string[];
  /** Null if the node makes no call with these variables. */
  request: TestedRequest | null;
  /** Null if nothing was sent. */
  answer: TestedAnswer | null;
  /** What the node does next; null before it has its answer. */
  outcome: NodeOutcome | null;
};

/**
 * Runs one node that calls a service or a model, with sample variables: shows its request, and sends it once if `send` is set.
 * Nothing is stored. Throws not_found, invalid_request for another node, and flow_invalid for a node with errors.
 */
export async function testNode(ctx: ServiceContext, input: TestNodeInput): Promise<NodeTest> {
  const orgId = requireScope(ctx, 'flows:write');
  const variables = requireStorable(input.variables ?? {}, ['variables']);
  const { program, reads } = await compileNode(ctx, orgId, input);
  const at = ctx.clock.now();
  const sessionId = ctx.ids.uuid(at);
  const start = await ctx.organizations.getStart(orgId);
  const started = startNode(program, {
    ...{ seed: sessionId, at, variables, ...start },
    inputId: ctx.ids.uuid(at),
  });
  const { call, outcome, state } = started;
  const shown = { reads, request: call && toTestedRequest(call), answer: null, outcome };
  if (!call || !input.send) return shown;
  const { releaseWhile = (wait) => wait() } = ctx;
  const event = await releaseWhile(() => makeCall(ctx, { orgId, sessionId, call }));
  return { ...shown, answer: toAnswer(event), outcome: resumeNode(program, state, event) };
}

async function compileNode(
  ctx: ServiceContext,
  orgId: string,
  { flowId, nodeId, definition: given }: TestNodeInput,
): Promise<{ program: Program; reads: string[] }> {
  const flow = await getFlowRow(ctx, orgId, flowId);
  const isolated = isolateNode(given === undefined ? toObject(flow.draft) : requireDraft(given), nodeId);
  if (!isolated) throw toNodeIssue('must be the id of a node of the flow');
  const { definition, problems, links } = await checkDefinition(ctx, orgId, {
    input: isolated,
    ownSlug: flow.slug,
  });
  requireNoErrors(problems);
  if (!definition) throw domainError('flow_invalid', { problems });
  if (!definition.nodes.every(({ kind }) => KINDS.includes(kind)))
    throw toNodeIssue('must be a node that calls a service or a model');
  const calls = new Map<string, Program>();
  for (const [slug, versionId] of Object.entries(links))
    calls.set(slug, await ctx.programs.get(orgId, versionId));
  return {
    program: await runInSlices(compileInSteps(definition, calls)),
    reads: await runInSlices(listReadsInSteps(definition, nodeId)),
  };
}

function toNodeIssue(message: string): DomainError {
  return domainError('invalid_request', { issues: [{ path: ['nodeId'], message }] });
}

type Call = NonNullable<StartedNode['call']>;

async function makeCall(
  ctx: ServiceContext,
  { orgId, sessionId, call }: { orgId: string; sessionId: string; call: Call },
): Promise<CallEvent> {
  const request = { ...call.request, timeoutMs: Math.min(call.request.timeoutMs, MOST_TEST_MS) };
  const job = { orgId, sessionId, key: call.key, request };
  const { answer, sent } = await sendCall(ctx, job, { signal: new AbortController().signal });
  const made = { effect: call.key, at: ctx.clock.now(), attempts: sent ? 1 : 0 };
  return priceResult(ctx, { orgId, request: sent ?? request }, toCallEvent(answer, made));
}

function toTestedRequest({ request }: Call): TestedRequest {
  const { method, connection = null, url, headers, body } = maskRequest(request);
  return { method, connection, url, headers, body };
}

function toAnswer(event: CallEvent): TestedAnswer {
  if (event.type === 'effect.succeeded') return toResponse(event.result);
  const { code, message, durationMs, response } = event.error;
  if (code === 'status' && response) return toResponse(response);
  return { durationMs, response: null, error: { code, message } };
}

function toResponse(result: HttpResult): TestedAnswer {
  const { status, headers, body, durationMs } = maskResult(result);
  return { durationMs, response: { status, headers, body }, error: null };
}

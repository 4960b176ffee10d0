import type { JsonObject } from '@/server/engine/json';
import type { TraceStep } from '@/server/engine/protocol';
import { run } from '@/server/engine/run';
import { type Failure, findVariables, type StopBefore } from '@/server/engine/session';
import { requireScope, type ServiceContext } from '../../context';
import { requireOrgWideScope } from '../../require-org-wide-scope';
import { requireSession } from '../require-session';
import { describeTarget, maskTrace } from '../turn/mask-turn';
import { requireHold } from './advance-held';

/** What the next node of a held session would do. Nothing of it has happened. */
type NodePreview = {
  step: TraceStep | null;
  /** The plain texts that it would send. */
  texts: string[];
  /** The calls that it would make; their answers are unknown. */
  calls: { method: string; url: string }[];
  /** The status that the session would have, and the failure of the flow. */
  status: string;
  failure: Failure | null;
};

/** A held session: where it is held, by which breakpoint, the variables of the flow that goes on, and its next node. */
export type HeldSession = StopBefore & {
  sessionId: string;
  turnNo: number;
  since: Date;
  variables: JsonObject;
  preview: NodePreview;
};

/** Returns where a session is held and what its next node would do. Throws not_found and session_not_held. */
export async function previewNode(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<HeldSession> {
  requireScope(ctx, 'sessions:read');
  const orgId = requireOrgWideScope(ctx, 'sessions:debug');
  const row = await requireSession(ctx, { orgId, sessionId });
  const { stop, at: since } = requireHold(row);
  const program = await ctx.programs.get(orgId, row.versionId);
  const at = ctx.clock.now();
  // A step ends before the next node, so that this one alone runs.
  const { state, messages, effects, trace } = run(program, row.state, {
    ...{ type: 'debug.continued', at, stepUntil: at },
  });
  const [step = null] = maskTrace(trace).steps;
  const preview = {
    step,
    texts: messages.flatMap(({ text }) => (text === '' ? [] : [text])),
    calls: effects.flatMap((effect) =>
      effect.type === 'http.call'
        ? [{ method: effect.request.method, url: describeTarget(effect.request) }]
        : [],
    ),
    status: state.status,
    failure: state.failure,
  };
  const variables = findVariables(row.state);
  return { ...stop, sessionId, turnNo: row.turnNo, since: new Date(since), variables, preview };
}

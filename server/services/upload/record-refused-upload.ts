import { isDomainError } from '@/server/shared/errors';
import { recordSecurityEvent } from '../audit/record-security-event';
import { actorName, type ServiceContext } from '../context';

/** Records that a quota refused a file; ignores other failures. */
export async function recordRefusedUpload(
  ctx: ServiceContext,
  channelId: string,
  refusal: unknown,
): Promise<void> {
  if (!isDomainError(refusal) || refusal.problem.code !== 'limit_exceeded') return;
  const { limit, max } = refusal.problem.details;
  const { orgId } = ctx.actor;
  const { name } = await ctx.channels.get(orgId, channelId);
  await recordSecurityEvent(ctx, {
    ...{ action: 'upload.refused', orgId, userId: null, actor: actorName(ctx.actor) },
    thing: { id: channelId, name },
    detail: { limit, max },
  });
}

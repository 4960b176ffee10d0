import { z } from 'zod';
import { listMemberKeys } from '@/server/services/api-key/member-keys';
import { listAudit } from '@/server/services/audit/list-audit';
import { acceptInvitation, getOpenInvitation } from '@/server/services/invitation/accept-invitation';
import { inviteMember } from '@/server/services/invitation/invite-member';
import { listInvitations } from '@/server/services/invitation/list-invitations';
import { revokeInvitation } from '@/server/services/invitation/revoke-invitation';
import { newInvitationSchema } from '@/server/services/invitation/schema';
import { changeRole } from '@/server/services/member/change-role';
import { removeMember } from '@/server/services/member/remove-member';
import { roleChangeSchema } from '@/server/services/member/schema';
import { getMetrics, metricsSchema } from '@/server/services/metrics/get-metrics';
import { createOrganization } from '@/server/services/organization/create-organization';
import { newOrganizationSchema, settingsSchema } from '@/server/services/organization/schema';
import { changeSettings, getSettings } from '@/server/services/organization/settings';
import { createResetLink } from '@/server/services/recovery/create-reset-link';
import { idInput, pageInput, searchInput } from '../inputs';
import { memberProcedure, publicProcedure, router } from '../trpc';

const token = z.string().max(200);

const auditInput = pageInput.extend({
  actor: z.string().max(100).optional(),
  thing: z.string().max(100).optional(),
  thingId: z.string().max(200).optional(),
  search: searchInput,
});

/** The organization: its settings, members, audit log and metrics. */
export const organizationRouter = router({
  getSettings: memberProcedure.query(({ ctx }) => getSettings(ctx.service)),
  changeSettings: memberProcedure
    .input(settingsSchema)
    .mutation(({ ctx, input }) => changeSettings(ctx.service, input)),
  create: memberProcedure
    .input(newOrganizationSchema)
    .mutation(({ ctx, input }) => createOrganization(ctx.service, input)),
  listAudit: memberProcedure.input(auditInput).query(({ ctx, input }) => listAudit(ctx.service, input)),
  metrics: memberProcedure.input(metricsSchema).query(({ ctx, input }) => getMetrics(ctx.service, input)),
  changeRole: memberProcedure
    .input(roleChangeSchema)
    .mutation(({ ctx, input }) => changeRole(ctx.service, input)),
  listMemberKeys: memberProcedure
    .input(z.object({ userId: idInput }))
    .query(({ ctx, input }) => listMemberKeys(ctx.service, input)),
  removeMember: memberProcedure
    .input(z.object({ userId: idInput, keptKeyIds: z.array(idInput).max(1_000).optional() }))
    .mutation(({ ctx, input }) => removeMember(ctx.service, input)),
  createResetLink: memberProcedure
    .input(z.object({ userId: idInput }))
    .mutation(({ ctx, input }) => createResetLink(ctx.service, input)),
  listInvitations: memberProcedure.query(({ ctx }) => listInvitations(ctx.service)),
  invite: memberProcedure
    .input(newInvitationSchema)
    .mutation(({ ctx, input }) => inviteMember(ctx.service, input)),
  revokeInvitation: memberProcedure
    .input(z.object({ invitationId: idInput }))
    .mutation(({ ctx, input }) => revokeInvitation(ctx.service, input)),
  getInvitation: publicProcedure
    .input(z.object({ token }))
    .query(({ ctx, input }) => getOpenInvitation(ctx.platform, input, ctx)),
  acceptInvitation: publicProcedure
    .input(z.object({ token, name: z.string().max(200), password: z.string().max(200) }))
    .mutation(({ ctx, input }) => acceptInvitation(ctx.platform, input, ctx)),
});

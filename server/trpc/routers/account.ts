import { z } from 'zod';
import { listMembers } from '@/server/services/member/list-members';
import { endOwnSignIn, endOwnSignIns } from '@/server/services/sign-in/end-sign-in';
import { listSignIns } from '@/server/services/sign-in/list-sign-ins';
import { changePassword } from '@/server/services/user/change-password';
import { dismissNotice } from '@/server/services/user/dismiss-notice';
import { changePasswordSchema, signUpSchema } from '@/server/services/user/schema';
import { signUpOwner } from '@/server/services/user/sign-up-owner';
import { idInput } from '../inputs';
import { member, open, router } from '../trpc';

/** The person's own account, and the first one of all. */
export const accountRouter = router({
  signUpOwner: open.input(signUpSchema).mutation(({ ctx, input }) => signUpOwner(ctx.platform, input)),
  changePassword: member
    .input(changePasswordSchema)
    .mutation(({ ctx, input }) => changePassword(ctx.service, input)),
  listSignIns: member.query(({ ctx }) => listSignIns(ctx.service)),
  endSignIn: member
    .input(z.object({ signInId: idInput }))
    .mutation(({ ctx, input }) => endOwnSignIn(ctx.service, input)),
  endSignIns: member.mutation(({ ctx }) => endOwnSignIns(ctx.service)),
  dismissNotice: member.mutation(({ ctx }) => dismissNotice(ctx.service)),
  listColleagues: member.query(({ ctx }) => listMembers(ctx.service)),
});

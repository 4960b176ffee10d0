import { listMembers } from '@/server/services/member/list-members';
import { changePassword } from '@/server/services/user/change-password';
import { changePasswordSchema, signUpSchema } from '@/server/services/user/schema';
import { signUpOwner } from '@/server/services/user/sign-up-owner';
import { member, open, router } from '../trpc';

/** The person's own account, and the first one of all. */
export const accountRouter = router({
  signUpOwner: open.input(signUpSchema).mutation(({ ctx, input }) => signUpOwner(ctx.platform, input)),
  changePassword: member
    .input(changePasswordSchema)
    .mutation(({ ctx, input }) => changePassword(ctx.service, input)),
  listColleagues: member.query(({ ctx }) => listMembers(ctx.service)),
});

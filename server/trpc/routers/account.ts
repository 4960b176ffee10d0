import { z } from 'zod';
import { disableFactor } from '@/server/services/factor/disable-factor';
import { beginEnrollment, confirmEnrollment } from '@/server/services/factor/enroll-factor';
import { getFactor } from '@/server/services/factor/get-factor';
import { makeRecoveryCodes } from '@/server/services/factor/recovery-codes';
import { codeSchema } from '@/server/services/factor/schema';
import { listMembers } from '@/server/services/member/list-members';
import { applyReset, getReset } from '@/server/services/recovery/apply-reset';
import { requestReset } from '@/server/services/recovery/request-reset';
import { endOwnSignIn, endOwnSignIns } from '@/server/services/sign-in/end-sign-in';
import { listSignIns } from '@/server/services/sign-in/list-sign-ins';
import { refreshSignIn } from '@/server/services/sign-in/refresh-sign-in';
import { refreshSignInSchema } from '@/server/services/sign-in/schema';
import { dismissNotice } from '@/server/services/user/dismiss-notice';
import { changePassword } from '@/server/services/user/password/change-password';
import { changePasswordSchema, signUpSchema } from '@/server/services/user/schema';
import { signUpByToken } from '@/server/services/user/sign-up/sign-up-owner';
import { toBaseContext } from '../context';
import { idInput } from '../inputs';
import { memberProcedure, publicProcedure, router, signedInProcedure } from '../trpc';

const resetToken = z.string().max(200);

/** The person's own account, and the first account of a server. */
export const accountRouter = router({
  signUpOwner: publicProcedure
    .input(signUpSchema)
    .mutation(({ ctx, input }) => signUpByToken(toBaseContext(ctx), input)),
  changePassword: signedInProcedure
    .input(changePasswordSchema)
    .mutation(({ ctx, input }) => changePassword(ctx.service, input)),
  listSignIns: signedInProcedure.query(({ ctx }) => listSignIns(ctx.service)),
  endSignIn: signedInProcedure
    .input(z.object({ signInId: idInput }))
    .mutation(({ ctx, input }) => endOwnSignIn(ctx.service, input)),
  endSignIns: signedInProcedure.mutation(({ ctx }) => endOwnSignIns(ctx.service)),
  dismissNotice: memberProcedure.mutation(({ ctx }) => dismissNotice(ctx.service)),
  listColleagues: memberProcedure.query(({ ctx }) => listMembers(ctx.service)),
  refreshSignIn: signedInProcedure
    .input(refreshSignInSchema)
    .mutation(({ ctx, input }) => refreshSignIn(ctx.service, input)),
  getFactor: signedInProcedure.query(({ ctx }) => getFactor(ctx.service)),
  beginFactor: signedInProcedure.mutation(({ ctx }) => beginEnrollment(ctx.service)),
  confirmFactor: signedInProcedure
    .input(codeSchema)
    .mutation(({ ctx, input }) => confirmEnrollment(ctx.service, input)),
  removeFactor: signedInProcedure
    .input(codeSchema)
    .mutation(({ ctx, input }) => disableFactor(ctx.service, input)),
  makeRecoveryCodes: signedInProcedure
    .input(codeSchema)
    .mutation(({ ctx, input }) => makeRecoveryCodes(ctx.service, input)),
  requestReset: publicProcedure
    .input(z.object({ email: z.string().max(300) }))
    .mutation(({ ctx, input }) => requestReset(toBaseContext(ctx), input)),
  getReset: publicProcedure
    .input(z.object({ token: resetToken }))
    .query(({ ctx, input }) => getReset(ctx.platform, input)),
  applyReset: publicProcedure
    .input(z.object({ token: resetToken, password: z.string().max(1_000) }))
    .mutation(({ ctx, input }) => applyReset(toBaseContext(ctx), input)),
});

import type { ServiceContext } from '../context';
import { type CreateInvitation, createInvitation } from './create-invitation';
import type { InvitationView } from './view';

/** `token` is the secret part of the link; null where it went by mail, so that only the mailbox's owner has it. */
export type SentInvitation = { invitation: InvitationView; token: string | null };

/** Invites somebody as `createInvitation` does; the link is returned only where no mail is set up. */
export async function inviteMember(ctx: ServiceContext, input: CreateInvitation): Promise<SentInvitation> {
  const { invitation, token } = await createInvitation(ctx, input);
  return { invitation, token: ctx.mail ? null : token };
}

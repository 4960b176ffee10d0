import type { ServiceContext } from '../context';
import { createInvitation } from './create-invitation';
import type { CreateInvitation } from './schema';
import type { InvitationView } from './view';

/** `token` is the secret of the link; null when it was mailed, so that only the mailbox's owner has it. */
export type SentInvitation = { invitation: InvitationView; token: string | null };

/** Invites a person as `createInvitation` does; returns the link only without mail. */
export async function inviteMember(ctx: ServiceContext, input: CreateInvitation): Promise<SentInvitation> {
  const { invitation, token } = await createInvitation(ctx, input);
  return { invitation, token: ctx.mail ? null : token };
}

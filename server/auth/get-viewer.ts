import { cache } from 'react';
import { getContainer } from '@/server/container';
import type { Actor, ServiceContext } from '@/server/services/context';
import { findMemberActor } from '@/server/services/member/find-member-actor';
import { findMe, type Me } from '@/server/services/user/find-me';
import { isFirstRun } from '@/server/services/user/sign-up/sign-up-owner';
import { readSignIn } from './read-sign-in';

/** The sender of this request; null without a valid sign-in (sign-in/looked-up). */
async function findActor(): Promise<Actor | null> {
  return (await findCaller()).actor;
}

/** The sender of a request, and a later check of their rights, for long responses. */
export type Caller = { actor: Actor | null; isStillAuthorized: () => Promise<boolean> };

/** Finds the sender of this request; looked up once per page. */
export const findCaller = cache(async (): Promise<Caller> => {
  const signIn = await readSignIn();
  const find = () => (signIn ? findMemberActor(getContainer(), signIn) : Promise.resolve(null));
  return { actor: await find(), isStillAuthorized: async () => (await find()) !== null };
});

/** The signed-in person as the shell shows them; looked up once per request. */
export const findViewer = cache(async (): Promise<Me | null> => {
  const actor = await findActor();
  if (!actor) return null;
  const ctx: ServiceContext = { ...getContainer(), actor };
  return findMe(ctx);
});

/** `firstRun`: there is no owner yet. `sendsMail`: reset links can be sent by mail. */
export type SignInOptions = { firstRun: boolean; oidcName: string | null; demo: boolean; sendsMail: boolean };

/** The ways to sign in, for the pages before the gate. */
export async function getSignInOptions(): Promise<SignInOptions> {
  const container = getContainer();
  const { PARLEY_OIDC_ISSUER, PARLEY_OIDC_NAME, PARLEY_DEMO } = container.env;
  return {
    firstRun: await isFirstRun(container),
    oidcName: PARLEY_OIDC_ISSUER ? PARLEY_OIDC_NAME : null,
    demo: PARLEY_DEMO,
    sendsMail: container.mail !== null,
  };
}

import { cache } from 'react';
import { getContainer } from '@/server/container';
import type { Actor, ServiceContext } from '@/server/services/context';
import { findMemberActor } from '@/server/services/member/find-member-actor';
import { findMe, type Me } from '@/server/services/user/find-me';
import { isFirstRun } from '@/server/services/user/sign-up/sign-up-owner';
import { readSignIn } from './read-sign-in';

/** Who sends this request; null when nobody is signed in, or the sign-in no longer holds (A1). */
async function findActor(): Promise<Actor | null> {
  return (await findCaller()).actor;
}

/** Who sends a request, and a way to ask later whether they still may: for an answer that goes on for long. */
export type Caller = { actor: Actor | null; isStillAuthorized: () => Promise<boolean> };

/** Finds who sends this request; looked up once while a page is drawn. */
export const findCaller = cache(async (): Promise<Caller> => {
  const signIn = await readSignIn();
  const find = () => (signIn ? findMemberActor(getContainer(), signIn) : Promise.resolve(null));
  return { actor: await find(), isStillAuthorized: async () => (await find()) !== null };
});

/** What the shell shows about who is signed in; asked once a request. */
export const findViewer = cache(async (): Promise<Me | null> => {
  const actor = await findActor();
  if (!actor) return null;
  const ctx: ServiceContext = { ...getContainer(), actor };
  return findMe(ctx);
});

/** `firstRun`: the first owner is still to be made. `sendsMail`: a reset link can go by mail. */
export type SignInOptions = { firstRun: boolean; oidcName: string | null; demo: boolean; sendsMail: boolean };

/** What the pages before the gate need: whether the first owner is still to be made, and how one can sign in. */
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

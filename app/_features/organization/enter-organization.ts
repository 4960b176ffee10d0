import { paths } from '@/app/_lib/paths';

/** Switches the sign-in to another organization of the person and loads it; false on failure. */
export async function enterOrganization(orgId: string): Promise<boolean> {
  const answer = await moveTo(orgId).catch(() => null);
  if (!answer?.ok) return false;
  window.location.assign(paths.home());
  return true;
}

async function moveTo(orgId: string): Promise<Response> {
  const { getCsrfToken } = await import('next-auth/react');
  return fetch('/api/auth/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ csrfToken: await getCsrfToken(), data: { orgId } }),
  });
}

import { expect, it } from 'vitest';
import type { Actor } from '@/server/services/context';
import { requireOrganization } from './require-organization';

const actor = { orgId: '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5b' } as Actor;

it.each([undefined, actor.orgId, actor.orgId.toUpperCase()])('accepts the path of %s', (named) => {
  expect(() => requireOrganization(actor, named)).not.toThrow();
});

it.each(['', '019a2b3c-4d5e-7f60-8a9b-0c1d2e3f4a5c', 'none'])('refuses the path of "%s"', (named) => {
  expect(() => requireOrganization(actor, named)).toThrow(
    expect.objectContaining({ problem: { code: 'permission_denied', details: { scope: null } } }),
  );
});

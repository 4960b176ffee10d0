import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { MembersPage } from './_components/members-page';

export const metadata: Metadata = { title: 'Members' };

export default function Members() {
  return (
    <Prefetched
      reads={(trpc) => [
        trpc.account.listColleagues.queryOptions(),
        trpc.organization.listInvitations.queryOptions(),
      ]}
    >
      <MembersPage />
    </Prefetched>
  );
}

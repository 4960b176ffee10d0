import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { AccountPage } from './_components/account-page';

export const metadata: Metadata = { title: 'Account' };

export default function Account() {
  return (
    <Prefetched
      reads={(trpc) => [
        trpc.account.getFactor.queryOptions(),
        trpc.account.listSignIns.queryOptions(),
        trpc.account.listColleagues.queryOptions(),
      ]}
    >
      <AccountPage />
    </Prefetched>
  );
}

'use client';
import type { ReactNode } from 'react';
import { useViewer } from '@/app/_lib/viewer';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { Badge } from '@/app/_ui/value/badge';
import { CopyableId } from '@/app/_ui/value/copyable-id';
import { Colleagues } from './colleagues';
import { FactorCard } from './factor-card';
import { PasswordForm } from './password-form';
import { SignIns } from './sign-ins';

/** The person's own account, and the other members. */
export function AccountPage() {
  const { user, organization, role } = useViewer();
  return (
    <Page width="narrow">
      <PageHeader title="Account" description="Your profile, and how you sign in." />
      <div className="space-y-6">
        <Card>
          <CardHeader title="You" />
          <CardBody className="p-0">
            <dl className="divide-y">
              <Fact name="Name">{user.name}</Fact>
              <Fact name="Email">{user.email}</Fact>
              <Fact name="Role">
                <Badge>{role}</Badge>
              </Fact>
              <Fact name="Organization">{organization.name}</Fact>
              <Fact name="Organization id">
                <CopyableId id={organization.id} label="organization id" full />
              </Fact>
            </dl>
          </CardBody>
        </Card>
        {user.hasPassword && <PasswordForm />}
        <FactorCard />
        <SignIns />
        <Colleagues />
      </div>
    </Page>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid min-h-11 items-center gap-x-4 px-4 py-2 text-sm sm:grid-cols-[160px_1fr]">
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0 truncate">{children}</dd>
    </div>
  );
}

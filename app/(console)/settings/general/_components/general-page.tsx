'use client';
import { useQuery } from '@tanstack/react-query';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Card } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { FactorForm } from './factor-form';
import { NameForm } from './name-form';
import { OpeningHoursForm } from './opening-hours-form';
import { PersonalDataForm } from './personal-data-form';
import { RegionalForm } from './regional-form';
import { RetentionForm } from './retention-form';

/** The organization's name, region, opening hours, two-step sign-in, personal data and retention. */
export function GeneralPage() {
  const trpc = useTRPC();
  const mayWrite = useCan('settings:write');
  const settings = useQuery(trpc.organization.getSettings.queryOptions());
  const error = toShownError(settings.error);
  return (
    <Page width="narrow">
      <PageHeader title="General" description="Settings of the organization." />
      {error && !settings.data && (
        <Card>
          <ErrorState error={error} onRetry={settings.refetch} />
        </Card>
      )}
      {!error && !settings.data && <FormSkeletons />}
      {settings.data && (
        <div className="space-y-6">
          <NameForm name={settings.data.name} mayWrite={mayWrite} />
          <RegionalForm settings={settings.data} mayWrite={mayWrite} />
          <OpeningHoursForm hours={settings.data.openingHours} mayWrite={mayWrite} />
          <FactorForm isRequired={settings.data.requiresFactor} />
          <PersonalDataForm rules={settings.data.personalData} mayWrite={mayWrite} />
          <RetentionForm days={settings.data.retentionDays} mayWrite={mayWrite} />
        </div>
      )}
    </Page>
  );
}

function FormSkeletons() {
  return (
    <div className="space-y-6">
      {['h-44', 'h-72'].map((size) => (
        <Card key={size} className={size}>
          <div className="space-y-4 p-4">
            <Skeleton className="w-40" />
            <Skeleton className="h-9 w-full" />
          </div>
        </Card>
      ))}
    </div>
  );
}

'use client';
import { useQuery } from '@tanstack/react-query';
import { AttemptTimeline } from '@/app/_features/delivery/attempt-timeline';
import { DeliveryStatusBadge } from '@/app/_features/delivery/delivery-status';
import { HeaderList } from '@/app/_features/delivery/header-list';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { Page, PageHeader } from '@/app/_ui/page/page-header';
import { ErrorState } from '@/app/_ui/state/error-state';
import { shortId } from '@/app/_ui/value/copyable-id';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import type { Delivery } from '../_model/delivery';
import { getDelivery } from '../_model/delivery-query';
import { DeliveryBody } from './delivery-body';
import { DeliveryFacts } from './delivery-facts';
import { DeliverySkeleton } from './delivery-skeleton';
import { ResendButton } from './resend-button';
import { TryButton } from './try-button';

/** The page of one delivery: its state, its body and all attempts, refetched while shown. */
export function DeliveryPage({ deliveryId }: { deliveryId: string }) {
  const trpc = useTRPC();
  const delivery = useQuery(getDelivery(trpc, deliveryId));
  if (delivery.data) return <Loaded delivery={delivery.data} />;
  const error = toShownError(delivery.error);
  return (
    <Page>
      <h1 className="sr-only">Delivery</h1>
      {error ? <ErrorState error={error} onRetry={delivery.refetch} /> : <DeliverySkeleton />}
    </Page>
  );
}

function Loaded({ delivery }: { delivery: Delivery }) {
  const { id, event, status, tries, headers } = delivery;
  return (
    <Page>
      <Crumb label={`${event} ${shortId(id)}`} />
      <PageHeader
        title={
          <span className="flex flex-wrap items-center gap-3">
            <span className="break-all">{event}</span> <DeliveryStatusBadge status={status} />
          </span>
        }
        actions={
          <>
            <TryButton delivery={delivery} />
            <ResendButton delivery={delivery} />
          </>
        }
      />
      <DeliveryFacts delivery={delivery} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card>
          <CardHeader title="Attempts" description="Newest first; up to 50 are kept." />
          <CardBody>
            {tries.length > 0 ? (
              <AttemptTimeline attempts={tries} />
            ) : (
              <p className="text-ink-2 text-sm">
                {status === 'pending' ? 'None yet. It is sent when its turn comes.' : 'No attempts.'}
              </p>
            )}
          </CardBody>
        </Card>
        <div className="min-w-0 space-y-5">
          <DeliveryBody body={delivery.body} />
          <Card>
            <CardHeader
              title="Headers"
              description="The headers of this delivery. Each attempt adds its time and a signature for every active secret."
            />
            <CardBody>
              <HeaderList
                label="Request headers"
                headers={{ 'content-type': 'application/json', 'webhook-id': id, ...headers }}
              />
            </CardBody>
          </Card>
        </div>
      </div>
    </Page>
  );
}

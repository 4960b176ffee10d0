'use client';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { NoSuchOperation } from '../_browse/no-such-operation';
import { useDocument } from '../_browse/use-document';
import { type ApiFacts, findApi } from '../_model/apis';
import { OperationView } from './operation-view';

/** The operation that the address names. */
export function OperationPage({ api: apiSlug, slug }: { api: string; slug: string }) {
  const api = findApi(apiSlug);
  return api ? <FoundOperation api={api} slug={slug} /> : <NoSuchOperation what="API" />;
}

function FoundOperation({ api, slug }: { api: ApiFacts; slug: string }) {
  const { data, error, refetch } = useDocument(api);
  if (error && !data)
    return (
      <ErrorState error={{ title: 'The OpenAPI document could not be loaded.' }} onRetry={() => refetch()} />
    );
  if (!data)
    return (
      <div aria-busy="true" className="space-y-4">
        <Skeleton className="h-7 w-64" />
        <Skeleton className="w-96" />
        <Skeleton className="h-64 w-full" />
      </div>
    );
  const operation = data.operations.find((one) => one.slug === slug);
  if (!operation) return <NoSuchOperation what="operation" />;
  return (
    <>
      <Crumb label={operation.summary} />
      <OperationView key={`${api.slug}/${slug}`} document={data.document} operation={operation} />
    </>
  );
}

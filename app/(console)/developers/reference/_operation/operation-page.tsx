import { Crumb } from '@/app/(console)/_shell/top-bar/crumb';
import { NoSuchOperation } from '../_browse/no-such-operation';
import { type ApiFacts, findApi } from '../_model/apis';
import { pickSchemas } from '../_model/pick-schemas';
import { readDocument } from '../_model/read-documents';
import { OperationView } from './operation-view';

/** The operation that the address names. */
export function OperationPage({ api: apiSlug, slug }: { api: string; slug: string }) {
  const api = findApi(apiSlug);
  return api ? <FoundOperation api={api} slug={slug} /> : <NoSuchOperation what="API" />;
}

function FoundOperation({ api, slug }: { api: ApiFacts; slug: string }) {
  const { document, operations } = readDocument(api);
  const operation = operations.find((one) => one.slug === slug);
  if (!operation) return <NoSuchOperation what="operation" />;
  return (
    <>
      <Crumb label={operation.summary} />
      <OperationView
        key={`${api.slug}/${slug}`}
        document={pickSchemas(document, operation.described)}
        operation={operation}
      />
    </>
  );
}

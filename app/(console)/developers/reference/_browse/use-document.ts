'use client';
import { useQueries, useQuery } from '@tanstack/react-query';
import { APIS, type ApiFacts, documentPath } from '../_model/apis';
import { listOperations, type Operation } from '../_model/list-operations';
import type { OpenApi } from '../_model/openapi';

/** An API's OpenAPI document and its operations. */
export type ApiDocument = { api: ApiFacts; document: OpenApi; operations: Operation[] };

// The documents change only with a deployment.
const toQuery = (api: ApiFacts) => ({
  queryKey: ['openapi', api.slug],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async (): Promise<ApiDocument> => {
    const answer = await fetch(documentPath(api), { credentials: 'omit' });
    if (!answer.ok) throw new Error(`${documentPath(api)} answered ${String(answer.status)}`);
    const document = (await answer.json()) as OpenApi;
    return { api, document, operations: listOperations(document) };
  },
});

/** Fetches one API's document. */
export function useDocument(api: ApiFacts) {
  return useQuery(toQuery(api));
}

/** Fetches the documents of all APIs, in their order. */
export function useDocuments() {
  return useQueries({ queries: APIS.map(toQuery) });
}

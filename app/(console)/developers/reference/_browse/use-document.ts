'use client';
import { useQueries, useQuery } from '@tanstack/react-query';
import { APIS, type ApiFacts, documentPath } from '../_model/apis';
import { listOperations, type Operation } from '../_model/list-operations';
import type { OpenApi } from '../_model/openapi';

/** An API's own description of itself, and the operations in it. */
export type ApiDocument = { api: ApiFacts; document: OpenApi; operations: Operation[] };

// Only another deployment changes them.
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

/** Reads one API's document. */
export function useDocument(api: ApiFacts) {
  return useQuery(toQuery(api));
}

/** Reads the documents of all APIs, in their order. */
export function useDocuments() {
  return useQueries({ queries: APIS.map(toQuery) });
}

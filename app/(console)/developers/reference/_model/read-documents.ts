import { findApiDocument } from '@/server/public-app';
import { APIS, type ApiFacts } from './apis';
import { type ListedOperation, listOperations, type Operation, toListed } from './list-operations';
import type { OpenApi } from './openapi';

/** An API's OpenAPI document and its operations. */
export type ApiDocument = { document: OpenApi; operations: Operation[] };

const read = new Map<string, ApiDocument>();

/** The document of an API, on the server; it is the same until the process ends. */
export function readDocument({ slug, prefix }: ApiFacts): ApiDocument {
  const known = read.get(slug);
  if (known) return known;
  // As its readers get it, without members that JSON has not.
  const document = JSON.parse(JSON.stringify(findApiDocument(prefix))) as OpenApi;
  const answer = { document, operations: listOperations(document) };
  read.set(slug, answer);
  return answer;
}

/** An API with its operations as the list of all shows them. */
export type ListedApi = { api: ApiFacts; operations: ListedOperation[] };

/** All operations of all APIs. */
export function listApis(): ListedApi[] {
  return APIS.map((api) => ({ api, operations: readDocument(api).operations.map(toListed) }));
}

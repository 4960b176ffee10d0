/** The APIs of this server by their name in the address, with the paths of their documents. */
export const APIS = [
  { slug: 'headless', label: 'Headless API', prefix: '/cgw/process/v1' },
  { slug: 'chat', label: 'Public chat API', prefix: '/api/public/v1' },
  { slug: 'engine', label: 'Chat engine API', prefix: '/api/v1/engine' },
  { slug: 'flowrest', label: 'Threads API', prefix: '/rest/v1' },
  { slug: 'umi', label: 'Unified messaging API', prefix: '/api/v5' },
  { slug: 'management', label: 'Management API', prefix: '/api/v1' },
] as const;

export type ApiFacts = (typeof APIS)[number];

/** The path of an API's document. */
export function documentPath({ prefix }: ApiFacts): string {
  return `${prefix}/openapi.json`;
}

/** The API that an address names, or null. */
export function findApi(slug: string): ApiFacts | null {
  return APIS.find((api) => api.slug === slug) ?? null;
}

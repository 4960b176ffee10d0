import { type DescribedOperation, METHODS, type Method, type OpenApi, type SecurityScheme } from './openapi';

/** One operation of an API. */
export type Operation = {
  /** The name in the address, unique within its API. */
  slug: string;
  method: Method;
  path: string;
  summary: string;
  described: DescribedOperation;
  /** The credential that callers need; null for none. */
  credential: { name: string; scheme: SecurityScheme } | null;
};

/** Lists a document's operations in its own order; a number distinguishes equal names. */
export function listOperations(document: OpenApi): Operation[] {
  const taken = new Map<string, number>();
  return Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const described = item[method];
      if (!described) return [];
      const summary = described.summary ?? `${method.toUpperCase()} ${path}`;
      const base = toSlug(summary);
      const count = (taken.get(base) ?? 0) + 1;
      taken.set(base, count);
      const slug = count === 1 ? base : `${base}-${String(count)}`;
      return [{ slug, method, path, summary, described, credential: findCredential(document, described) }];
    }),
  );
}

function findCredential(document: OpenApi, { security = document.security }: DescribedOperation) {
  const name = Object.keys(security?.[0] ?? {})[0];
  const scheme = name === undefined ? undefined : document.components?.securitySchemes?.[name];
  return name !== undefined && scheme ? { name, scheme } : null;
}

function toSlug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** An operation in the list of all. */
export type ListedOperation = Pick<Operation, 'slug' | 'method' | 'path' | 'summary'> & {
  description: string;
};

/** The part of an operation that the list of all shows and searches. */
export function toListed({ slug, method, path, summary, described }: Operation): ListedOperation {
  return { slug, method, path, summary, description: described.description ?? '' };
}

/** Finds the operations whose summary, path, method or description contains every word of `search`. */
export function findOperations(operations: readonly ListedOperation[], search: string): ListedOperation[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter(({ summary, path, method, description }) => {
    const text = `${method} ${path} ${summary} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

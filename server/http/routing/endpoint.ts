import { type RouteConfig, z } from '@hono/zod-openapi';
import type { ServiceContext } from '@/server/services/context';
import type { ErrorCode } from '@/server/shared/errors';
import { requireStorable } from '@/server/shared/require-storable';
import { type FormParts, parseFormData } from '../body/form/parse-form-data';
import { parseJson, requireJsonType } from '../body/parse-json';
import type { EmptyResponse, EndpointResponse, JsonResponse, StreamResponse } from '../response/response';
import { parseInput } from './parse-input';
import type { Authenticate } from './surface';

/** The input that an earlier attempt of this request has applied. */
export type AppliedInput = { sessionId: string; inputId: string };

/** The parsed and authorized request. */
export type Call<R extends RouteConfig> = {
  ctx: ServiceContext;
  params: PartOf<R, 'params'>;
  query: PartOf<R, 'query'>;
  body: BodyOf<R>;
  /** The body as a form with files; throws unsupported_media_type, invalid_request. */
  formData(): Promise<FormParts>;
  /** Scheme, host and port that the client used. */
  origin(): string;
  header(name: string): string | null;
  /** Whether only the headers of the response are wanted, by HEAD: such a request changes and sends nothing. */
  isHead(): boolean;
  /** Aborted when the client disconnects. */
  signal(): AbortSignal;
  /** Whether the credential is still valid; for long responses. */
  isStillAuthorized(): Promise<boolean>;
  applied: AppliedInput | null;
};

type PartOf<R, Part extends string> = R extends { request: Record<Part, infer S extends z.ZodType> }
  ? z.output<S>
  : Record<never, never>;

type BodyOf<R> = R extends {
  request: { body: { content: { 'application/json': { schema: infer S extends z.ZodType } } } };
}
  ? z.output<S>
  : undefined;

/** The responses that a route lists: each status with a body of its schema. */
export type ResponseOf<R extends RouteConfig> = {
  [S in keyof R['responses'] & number]: ListedResponse<S, R['responses'][S]>;
}[keyof R['responses'] & number];

type ListedResponse<S extends number, Listed> = Listed extends { content: infer Media }
  ? JsonOf<S, Media> | StreamOf<S, Media>
  : EmptyResponse & { status: S; body?: never; stream?: never };

type JsonOf<S extends number, Media> = Media extends {
  'application/json': { schema: infer Schema extends z.ZodType };
}
  ? Omit<JsonResponse, 'status' | 'body'> & { status: S; body: Serializable<z.input<Schema>> }
  : never;

/** Values that JSON.stringify turns into a T: a Date becomes a string. */
type Serializable<T> = T extends string
  ? T | (string extends T ? Date : never)
  : T extends readonly (infer Item)[]
    ? readonly Serializable<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Serializable<T[Key]> }
      : T;

type StreamOf<S extends number, Media> = [Exclude<keyof Media, 'application/json'>] extends [never]
  ? never
  : StreamResponse & { status: S };

/** The unparsed parts of a request. */
type RawCall = {
  ctx: ServiceContext;
  params: Record<string, string>;
  query: Record<string, string | string[]>;
  bytes: Uint8Array;
  request: Request;
  isStillAuthorized: () => Promise<boolean>;
  applied: AppliedInput | null;
};

/** One route of an API and its handler. */
export type Endpoint = {
  route: RouteConfig;
  maxBodyBytes: number | null;
  /** Overrides the authentication of the surface; null keeps it. */
  authenticate: Authenticate | null;
  /** The failures of the endpoint besides those that every route of its form can have. */
  failures: readonly ErrorCode[];
  run(call: RawCall): Promise<EndpointResponse>;
};

type EndpointOptions = Partial<Pick<Endpoint, 'maxBodyBytes' | 'authenticate' | 'failures'>>;

/**
 * Ties a route to its handler. The route's schemas parse the request, and the handler returns one of the route's responses:
 * a status or a body that the route does not list does not compile.
 */
export function defineEndpoint<R extends RouteConfig, const Returned extends ResponseOf<R>>(
  route: R,
  handle: (call: Call<R>) => Promise<Returned>,
  { maxBodyBytes = null, authenticate = null, failures = [] }: EndpointOptions = {},
): Endpoint {
  return {
    route,
    maxBodyBytes,
    authenticate,
    failures,
    run: (raw): Promise<EndpointResponse> => handle(parseCall(route, raw)),
  };
}

function parseCall<R extends RouteConfig>(route: R, raw: RawCall): Call<R> {
  const { params, query } = route.request ?? {};
  return {
    ctx: raw.ctx,
    params: (params ? parseInput(params, raw.params) : {}) as PartOf<R, 'params'>,
    query: (query ? requireStorable(parseInput(query, raw.query)) : {}) as PartOf<R, 'query'>,
    body: parseBody(route, raw) as BodyOf<R>,
    formData: () => parseFormData(raw.request.headers.get('content-type'), raw.bytes),
    origin: () => originOf(raw.request),
    header: (name) => raw.request.headers.get(name),
    isHead: () => raw.request.method === 'HEAD',
    signal: () => raw.request.signal,
    isStillAuthorized: raw.isStillAuthorized,
    applied: raw.applied,
  };
}

// Behind Next the URL has the listening address, so the Host header takes precedence.
function originOf({ url, headers }: Request): string {
  const { protocol, host } = new URL(url);
  return `${protocol}//${headers.get('host') ?? host}`;
}

function parseBody({ request }: RouteConfig, raw: RawCall): unknown {
  const media = request?.body?.content['application/json'];
  if (!media || !('schema' in media) || !(media.schema instanceof z.ZodType)) return undefined;
  requireJsonType(raw.request.headers.get('content-type'), raw.bytes);
  const left = raw.bytes.byteLength === 0 && !request?.body?.required;
  return parseInput(media.schema, left ? {} : parseJson(raw.bytes));
}

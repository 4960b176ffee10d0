/** A running server, and an API key with all scopes in one of its organizations. */
export type Target = { baseUrl: string; orgId: string; apiKey: string };

/** A raw response; `body` is its JSON, or undefined without JSON. */
export type Reply<Body> = { status: number; headers: Headers; text: string; body: Body };

export type Asked = { headers?: Record<string, string>; body?: unknown; key?: string | null };

/** Calls one path of the server with the target's key by default; a string body is sent unchanged. */
export async function ask<Body>(
  target: Target,
  method: string,
  path: string,
  { headers = {}, body, key = target.apiKey }: Asked = {},
): Promise<Reply<Body>> {
  const response = await fetch(`${target.baseUrl}${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? undefined : JSON.parse(text),
  };
}

/** Returns the body of a response with status `status`; throws with the response text otherwise. */
export function requireBody<Body>(reply: Reply<Body>, status: number): Body {
  if (reply.status === status) return reply.body;
  throw new Error(`expected ${status}, got ${reply.status}: ${reply.text}`);
}

export type ErrorBody = { error: { code: string; message: string; requestId: string; details?: object } };

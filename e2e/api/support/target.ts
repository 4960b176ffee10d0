/** A running server and a key that may do everything in one organization of it. */
export type Target = { baseUrl: string; orgId: string; apiKey: string };

/** An answer as it came; `body` is its JSON, or undefined when it has none. */
export type Reply<Body> = { status: number; headers: Headers; text: string; body: Body };

export type Asked = { headers?: Record<string, string>; body?: unknown; key?: string | null };

/** Asks one path of the server, with the target's key unless told otherwise; a string as body is sent as it is. */
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

/** The body of an answer whose status is `status`; throws with the answer's text when it is another. */
export function requireBody<Body>(reply: Reply<Body>, status: number): Body {
  if (reply.status === status) return reply.body;
  throw new Error(`expected ${status}, got ${reply.status}: ${reply.text}`);
}

export type ErrorBody = { error: { code: string; message: string; requestId: string; details?: object } };

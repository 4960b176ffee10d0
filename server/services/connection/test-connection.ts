import { type ConnectionRow, findConnection } from '@/server/db/service-connection/store';
import { explainFailure, readCompletion } from '@/server/engine/nodes/ai/reply';
import { findPathDefect } from '@/server/engine/nodes/calls/place-in-path';
import type { HttpRequest } from '@/server/engine/protocol';
import type { HttpAttempt } from '@/server/gateways/http-client';
import { CONNECTION_NAME } from '@/server/shared/connection-name';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireNoIssues } from '../require-valid';
import { createScrub } from '../secret/scrub-secrets';
import { connect } from './resolve-connection';
import { MAX_ADDRESS_CHARS } from './schema';
import { sendRenewing, toUnsent } from './send-renewing';

/** What a test found. `status` is null without a response. */
export type ConnectionTest = { ok: boolean; status: number | null; durationMs: number; message: string };

const TIMEOUT_MS = 30_000;
/** A 4xx that says nothing about the connection: the address itself may have nothing to get. */
const NOTHING_THERE: ReadonlySet<number> = new Set([404, 405]);

/**
 * Tries a connection as calls use it: a service by a GET of `path` (default: the address), a model by a short question, or, without
 * a default model, by its list of models. Throws not_found, invalid_request.
 */
export async function testConnection(
  ctx: ServiceContext,
  { name, path = '' }: { name: string; path?: string | undefined },
): Promise<ConnectionTest> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const row = CONNECTION_NAME.test(name) ? await findConnection(ctx.db, { orgId, name }) : null;
  if (!row) throw domainError('not_found', { thing: 'connection', id: name });
  const request = row.kind === 'model' ? toModelRequest(row) : toRequest('GET', toPath(path));
  const startedAt = performance.now();
  const { answer } = await sendRenewing(
    () => connect(ctx, row, request, TIMEOUT_MS),
    async (opened) => ({
      answer: opened.ok ? createScrub(opened.hidden)(await ctx.http.send(opened.request)) : toUnsent(opened),
    }),
  );
  return { ...judge(answer, row), durationMs: Math.round(performance.now() - startedAt) };
}

function toPath(given: string): string {
  const path = given.trim();
  const defect = path.length > MAX_ADDRESS_CHARS ? 'is too long.' : findPathDefect(path);
  if (defect !== null) requireNoIssues([{ path: ['path'], message: `The path ${defect}` }]);
  return /^[/?]|^$/.test(path) ? path : `/${path}`;
}

function toModelRequest({ model }: ConnectionRow): HttpRequest {
  if (model === null) return toRequest('GET', '/models');
  const messages = [{ role: 'user', content: 'Reply with the word OK.' }];
  return toRequest('POST', '/chat/completions', { model, messages });
}

function toRequest(method: string, url: string, body?: object): HttpRequest {
  const type = body && { 'content-type': 'application/json' };
  const headers = { accept: 'application/json', ...type };
  return {
    method,
    url,
    headers,
    body: body ? JSON.stringify(body) : null,
    timeoutMs: TIMEOUT_MS,
    maxAttempts: 1,
  };
}

function judge(answer: HttpAttempt, { kind, model }: ConnectionRow): Omit<ConnectionTest, 'durationMs'> {
  if (answer.type === 'error') {
    const { message, response } = answer.error;
    return { ok: false, status: response?.status ?? null, message };
  }
  const { status, body } = answer.result;
  const said = (ok: boolean, message: string) => ({ ok, status, message });
  if (status === 401 || status === 403)
    return said(false, explain(answer, `The service refused the credential (status ${status}).`));
  if (kind === 'http' && NOTHING_THERE.has(status))
    return said(true, `The service responded with status ${status}: there is nothing to get at this path.`);
  if (status >= 400) return said(false, explain(answer, `The service responded with status ${status}.`));
  if (kind === 'http' || model === null) return said(true, `The service responded with status ${status}.`);
  const reply = readCompletion(body, false);
  return reply.ok ? said(true, `The model ${model} replied.`) : said(false, reply.reason);
}

/** The verdict with the service's own message, if its response has one. */
function explain({ result }: Extract<HttpAttempt, { type: 'result' }>, message: string): string {
  const { durationMs } = result;
  return explainFailure({
    code: 'status',
    message,
    attempts: 1,
    durationMs,
    response: { ...result, attempts: 1 },
  });
}

import { randomUUID } from 'node:crypto';
import { findCaller } from '@/server/auth/get-viewer';
import { getContainer } from '@/server/container';
import { toRequestId } from '@/server/http/routing/request-context';
import { measureConsoleCall } from '@/server/services/health/measure-console-call';
import { handleCall } from './handle-call';

/** Answers console calls. The caller is looked up once per request, and every failure carries the request id. */
export function handleTrpcRequest(request: Request): Promise<Response> {
  const { method } = request;
  const requestId = toRequestId(request.headers.get('x-request-id'), randomUUID);
  return measureConsoleCall(getContainer(), { method, requestId }, (platform) =>
    handleCall(platform, findCaller, { request, requestId }),
  );
}

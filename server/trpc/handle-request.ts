import { randomUUID } from 'node:crypto';
import { findCaller } from '@/server/auth/get-viewer';
import { getContainer } from '@/server/container';
import { toRequestId } from '@/server/http/routing/request-context';
import { measureConsoleCall } from '@/server/services/health/measure-console-call';
import { handleCall } from './handle-call';

/** Answers the console's calls: who asks is found once a request, and every failure carries the request's id. */
export function handleTrpcRequest(request: Request): Promise<Response> {
  const { method } = request;
  const requestId = toRequestId(request.headers.get('x-request-id'), randomUUID);
  return measureConsoleCall(getContainer(), { method, requestId }, (platform) =>
    handleCall(platform, findCaller, { request, requestId }),
  );
}

import { traced } from '@/server/gateways/telemetry/traced';
import type { Platform } from '../context';

const SPAN = { name: 'console call', kind: 'server' } as const;

/** Answers a call of the console in a span of its own, and counts it like an API response. */
export async function measureConsoleCall<P extends Platform>(
  platform: P,
  { method, requestId }: { method: string; requestId: string },
  answer: (under: P) => Promise<Response>,
): Promise<Response> {
  const begunAt = performance.now();
  return traced(platform, SPAN, async (under, span) => {
    span.set('parley.request_id', requestId);
    const response = await answer(under);
    span.set('http.response.status_code', response.status);
    platform.meters.responsesOf('console')(method, response.status, performance.now() - begunAt);
    return response;
  });
}

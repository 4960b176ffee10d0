import { isDomainError } from '@/server/shared/errors';
import { NO_SPAN, type Span, type SpanKind, type Tracer } from './tracer';

/** Runs work in a span of its own. An error marks the span with its code, never its message. */
export async function traced<P extends { tracer: Tracer }, T>(
  platform: P,
  { name, kind }: { name: string; kind: SpanKind },
  work: (under: P, span: Span) => Promise<T>,
): Promise<T> {
  const span = platform.tracer.start(name, kind);
  if (span === NO_SPAN) return work(platform, span);
  try {
    return await work({ ...platform, tracer: span.tracer }, span);
  } catch (error) {
    span.fail(isDomainError(error) ? error.problem.code : 'internal');
    throw error;
  } finally {
    span.end();
  }
}

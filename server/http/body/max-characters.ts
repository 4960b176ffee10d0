import { z } from '@hono/zod-openapi';
import { isLongerThan } from '@/server/shared/count-characters';

/**
 * A check that a text has at most `max` characters, counted in code points as JSON Schema does. The `max()` of zod
 * counts UTF-16 units.
 */
export function maxCharacters(max: number, message?: string) {
  const check = z.check<string>(({ value, issues }) => {
    if (!isLongerThan(value, max)) return;
    const issue = { code: 'too_big', origin: 'string', maximum: max, inclusive: true, input: value } as const;
    issues.push({ ...issue, inst: check, ...(message !== undefined && { message }) });
  });
  check._zod.onattach.push(({ _zod }) => {
    _zod.bag.maximum = max;
  });
  return check;
}

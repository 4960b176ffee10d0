/*
 * path/dot-ids: `%2E` or `%2E%2E` as a segment of a path is the id `.` or `..`, although a URL parser drops such segments.
 */

const ENCODED_DOT = /%2e/i;
const DOT_SEGMENT = /(?<=\/)(?:\.|%2e){1,2}(?=\/|$)/gi;
const ESCAPED_DOTS = /^(?:%2E){1,2}$/;

/** Escapes encoded dots that are a segment of a request's target once more, so that a URL parser keeps them. */
export function escapeDotIds(target: string): string {
  if (!ENCODED_DOT.test(target)) return target;
  const end = target.search(/[?#]/);
  const path = end < 0 ? target : target.slice(0, end);
  const escaped = path.replace(DOT_SEGMENT, (dots) =>
    dots.includes('%') ? dots.replace(/\.|%2e/gi, '%252E') : dots,
  );
  return escaped + target.slice(path.length);
}

/** Returns the parameters of a path whose target was escaped. */
export function restoreDotIds(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      ESCAPED_DOTS.test(value) ? decodeURIComponent(value) : value,
    ]),
  );
}

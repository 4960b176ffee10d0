import { useEffect, useRef, useState } from 'react';

const SETTLE_MS = 200;

/**
 * The text of a search field, reported after the typing paused. A value from outside replaces the text. A value that was
 * reported from here is only an echo: it may return when more has been typed.
 */
export function useSearchText(
  value: string,
  onSearch: (value: string) => void,
): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const reported = useRef<readonly string[]>([]);
  const report = useRef(onSearch);
  report.current = onSearch;
  useEffect(() => {
    const echo = reported.current.indexOf(value);
    reported.current = echo < 0 ? [] : reported.current.slice(echo + 1);
    if (echo < 0) setText(value);
  }, [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => {
      reported.current = [...reported.current, text];
      report.current(text);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [text, value]);
  return [text, setText];
}

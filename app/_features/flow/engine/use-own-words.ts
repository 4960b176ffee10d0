'use client';
import { useEffect, useState } from 'react';
import { useEngine } from './engine-provider';
import type { OwnWords } from './engine-tasks';

/** The texts before the engine has answered: none. */
const NO_WORDS: OwnWords = {};

/** The texts that the engine itself sends in a language. */
export function useOwnWords(language: string): OwnWords {
  const engine = useEngine();
  const [words, setWords] = useState(NO_WORDS);
  useEffect(() => {
    let isLatest = true;
    engine?.run('listOwnWords', language).then(
      (listed) => isLatest && setWords(listed),
      () => undefined,
    );
    return () => {
      isLatest = false;
    };
  }, [engine, language]);
  return words;
}

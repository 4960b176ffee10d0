'use client';
import { useEffect, useState } from 'react';
import { useEngine } from './engine-provider';
import type { Vocabulary } from './engine-tasks';

/** The names before the engine has answered: none. */
const NO_VOCABULARY: Vocabulary = {
  functions: [],
  constants: [],
  methods: { text: [], list: [], number: [], boolean: [] },
};

/** The names that expressions can use, from the engine. */
export function useVocabulary(): Vocabulary {
  const engine = useEngine();
  const [vocabulary, setVocabulary] = useState(NO_VOCABULARY);
  useEffect(() => {
    engine?.run('listVocabulary', null).then(setVocabulary, () => undefined);
  }, [engine]);
  return vocabulary;
}

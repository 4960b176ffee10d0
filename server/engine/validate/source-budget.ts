import type { SourceUse } from '../compile/compiler';
import type { UnparsedSource } from '../compile/prepare-compiler';
import type { FlowDefinition } from '../definition';
import type { Problem } from '../definition/problem';
import { errorAt } from '../definition/problem';

/**
 * Limits on a definition as a whole. `chars` counts expressions and texts that contain expressions; `names`
 * counts each variable once per source that reads it. The limits hold for each language of the texts.
 */
const SOURCE_BUDGET = { exits: 25_000, chars: 500_000, expressions: 20_000, names: 20_000 } as const;

type Counted = keyof typeof SOURCE_BUDGET;

const WORDS: Record<Counted, string> = {
  exits: 'wired exits',
  chars: 'characters of expressions and of texts with expressions',
  expressions: 'expressions',
  names: 'reads of variables',
};

/** Counts against the limits; `excess` returns a problem for the first that is exceeded. */
export type SourceCount = {
  source(use: UnparsedSource): void;
  read(parsed: Pick<SourceUse, 'names' | 'language'> & { expressions: number }): void;
  excess(): Problem | null;
};

type Counts = Record<Counted, number>;

/** What is not in a language of its own counts toward the limits of each language. */
export function createSourceCount({ nodes }: FlowDefinition): SourceCount {
  const exits = nodes.reduce((sum, node) => sum + Object.keys(node.exits).length, 0);
  const shared: Counts = { exits, chars: 0, expressions: 0, names: 0 };
  const languages = new Map<string, Counts>();
  const countsOf = (language: string | undefined): Counts => {
    if (language === undefined) return shared;
    const key = language.toLowerCase();
    const counts = languages.get(key) ?? { exits: 0, chars: 0, expressions: 0, names: 0 };
    languages.set(key, counts);
    return counts;
  };
  return {
    source({ kind, source, language }) {
      if (kind === 'expression' || source.includes('{{')) countsOf(language).chars += source.length;
    },
    read({ names, expressions, language }) {
      const counts = countsOf(language);
      counts.names += names.length;
      counts.expressions += expressions;
    },
    excess() {
      const alone = findExcess(shared, null);
      if (alone) return alone;
      for (const [language, counts] of languages) {
        const sum = (name: Counted) => shared[name] + counts[name];
        const total = { exits, chars: sum('chars'), expressions: sum('expressions'), names: sum('names') };
        const excess = findExcess(total, language);
        if (excess) return excess;
      }
      return null;
    },
  };
}

function findExcess(counts: Counts, language: string | null): Problem | null {
  const over = (Object.keys(SOURCE_BUDGET) as Counted[]).find((name) => counts[name] > SOURCE_BUDGET[name]);
  return over ? toProblem(over, counts[over], language) : null;
}

function toProblem(over: Counted, count: number, language: string | null): Problem {
  // Names and expressions are counted during parsing, which stops at the limit, so their total is unknown.
  const found =
    over === 'names' || over === 'expressions' ? `more than ${SOURCE_BUDGET[over]}` : String(count);
  return errorAt(
    'definition_budget',
    null,
    '',
    `The definition has ${found} ${WORDS[over]}${language === null ? '' : ` in "${language}"`}; at most ${SOURCE_BUDGET[over]} are allowed. ` +
      'Move a part of it into another flow, and call that flow.',
  );
}

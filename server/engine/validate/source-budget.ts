import type { SourceUse } from '../compile/compiler';
import type { UnparsedSource } from '../compile/prepare-compiler';
import type { FlowDefinition } from '../definition';
import type { Problem } from '../definition/problem';
import { errorAt } from '../definition/problem';

/**
 * Limits on a definition as a whole. `chars` counts expressions and texts that contain expressions; `names`
 * counts each variable once per source that reads it.
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
  read(parsed: Pick<SourceUse, 'names'> & { expressions: number }): void;
  excess(): Problem | null;
};

export function createSourceCount({ nodes }: FlowDefinition): SourceCount {
  const exits = nodes.reduce((sum, node) => sum + Object.keys(node.exits).length, 0);
  const counts: Record<Counted, number> = { exits, chars: 0, expressions: 0, names: 0 };
  return {
    source({ kind, source }) {
      if (kind === 'expression' || source.includes('{{')) counts.chars += source.length;
    },
    read({ names, expressions }) {
      counts.names += names.length;
      counts.expressions += expressions;
    },
    excess() {
      const over = (Object.keys(SOURCE_BUDGET) as Counted[]).find(
        (name) => counts[name] > SOURCE_BUDGET[name],
      );
      return over ? toProblem(over, counts[over]) : null;
    },
  };
}

function toProblem(over: Counted, count: number): Problem {
  // Names and expressions are counted during parsing, which stops at the limit, so their total is unknown.
  const found =
    over === 'names' || over === 'expressions' ? `more than ${SOURCE_BUDGET[over]}` : String(count);
  return errorAt(
    'definition_budget',
    null,
    '',
    `The definition has ${found} ${WORDS[over]}; at most ${SOURCE_BUDGET[over]} are allowed. ` +
      'Move a part of it into another flow, and call that flow.',
  );
}

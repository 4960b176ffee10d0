export type TimedTest = { id: string; ms: number };

export type TestChoice = {
  tests: readonly TimedTest[];
  mutatedFile: string;
  budgetMs: number;
  killsByFile: ReadonlyMap<string, number>;
};

export function chooseTests(choice: TestChoice): [file: string, tests: TimedTest[]][];

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strykerValidationSchema, strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { chooseTests } from './choose-tests.mjs';
import { ignorer } from './ignore-rules.mjs';
import { SurvivorsReporter } from './survivors-reporter.mjs';

/** Tests may take twice their usual time and this much more; then their mutant counts as one that never ends. */
const GRACE_MS = 6_000;

/**
 * Stryker's runner for vitest, which runs the test files that reach a mutant one after the other until one fails. A mutant
 * that survives the tests of MUTATE_BUDGET_MS counts as survived, even if others might notice it.
 */
class KeptRunner {
  #msByTest;
  #killsByFile = new Map();
  #inner;

  constructor(inner) {
    this.#inner = inner;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  init() {
    return this.#inner.init();
  }

  /** Notes how long each test takes, for the runners of other processes too. */
  async dryRun(options) {
    const result = await this.#inner.dryRun(options);
    const times = (result.tests ?? []).map(({ id, timeSpentMs }) => [id, timeSpentMs]);
    writeFileSync(process.env.MUTATE_TIMES, JSON.stringify(times));
    return result;
  }

  async mutantRun(options) {
    this.#msByTest ??= new Map(JSON.parse(readFileSync(process.env.MUTATE_TIMES, 'utf8')));
    for (const [file, tests] of this.#choose(options)) {
      const testFilter = tests.map(({ id }) => id);
      const usualMs = tests.reduce((total, { ms }) => total + ms, 0);
      process.env.MUTATE_LIMIT_MS = String(2 * usualMs + GRACE_MS);
      const result = await this.#inner.mutantRun({ ...options, testFilter });
      if (result.status === 'survived') continue;
      this.#killsByFile.set(file, (this.#killsByFile.get(file) ?? 0) / 2 + 1);
      const isOver = result.status === 'error' && result.errorMessage.includes('MUTATE_LIMIT_MS');
      return isOver ? { status: 'timeout' } : result;
    }
    return { status: 'survived', nrOfTests: options.testFilter.length };
  }

  #choose({ testFilter, sandboxFileName }) {
    return chooseTests({
      tests: testFilter.map((id) => ({ id, ms: this.#msByTest.get(id) ?? 0 })),
      mutatedFile: path.relative(process.cwd(), sandboxFileName),
      budgetMs: Number(process.env.MUTATE_BUDGET_MS),
      killsByFile: this.#killsByFile,
    });
  }

  dispose() {
    return this.#inner.dispose();
  }
}

function createKeptRunner(injector) {
  return new KeptRunner(injector.injectFunction(vitestPlugins[0].factory));
}
createKeptRunner.inject = ['$injector'];

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'kept-vitest', factory: createKeptRunner },
  { kind: 'Ignore', name: 'ignore-rules', value: ignorer },
  { kind: 'Reporter', name: 'survivors', injectableClass: SurvivorsReporter },
];
export { strykerValidationSchema };

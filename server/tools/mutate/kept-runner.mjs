import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { strykerValidationSchema, strykerPlugins as vitestPlugins } from '@stryker-mutator/vitest-runner';
import { chooseTests } from './choose-tests.mjs';
import { ignorer } from './ignore-rules.mjs';
import { createSampleIgnorer, readSample, toMutantKey } from './sample.mjs';
import { SurvivorsReporter } from './survivors-reporter.mjs';

/** Tests may take twice their usual time and this much more; then their mutant counts as one that never ends. */
const GRACE_MS = 6_000;

/**
 * Stryker's runner for vitest, which runs the test files that reach a mutant one after the other until one fails. A mutant
 * that survives the tests of its budget counts as survived, even if others might notice it. The budget is MUTATE_BUDGET, a
 * share of the time that all tests of the area take, so that it buys the same tests on a busy machine.
 */
class KeptRunner {
  #msByTest;
  #budgetMs;
  #sample = readSample();
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
    if (!this.#isSampled(options)) return { status: 'error', errorMessage: 'not in the sample' };
    if (this.#msByTest === undefined) this.#readTimes();
    for (const [file, tests] of this.#choose(options)) {
      const testFilter = tests.map(({ id }) => id);
      const usualMs = tests.reduce((total, { ms }) => total + ms, 0);
      process.env.MUTATE_LIMIT_MS = String(2 * usualMs + GRACE_MS);
      process.env.MUTATE_IS_OVER = '';
      const result = await this.#inner.mutantRun({ ...options, testFilter });
      if (result.status === 'survived') continue;
      this.#killsByFile.set(file, (this.#killsByFile.get(file) ?? 0) / 2 + 1);
      return process.env.MUTATE_IS_OVER === 'true' ? { status: 'timeout' } : result;
    }
    return { status: 'survived', nrOfTests: options.testFilter.length };
  }

  #isSampled({ activeMutant, sandboxFileName }) {
    const mutant = { ...activeMutant, fileName: sandboxFileName };
    return this.#sample === null || this.#sample.has(toMutantKey(mutant));
  }

  #readTimes() {
    this.#msByTest = new Map(JSON.parse(readFileSync(process.env.MUTATE_TIMES, 'utf8')));
    const totalMs = [...this.#msByTest.values()].reduce((total, ms) => total + ms, 0);
    this.#budgetMs = totalMs * Number(process.env.MUTATE_BUDGET);
  }

  #choose({ testFilter, sandboxFileName }) {
    return chooseTests({
      tests: testFilter.map((id) => ({ id, ms: this.#msByTest.get(id) ?? 0 })),
      mutatedFile: path.relative(process.cwd(), sandboxFileName),
      budgetMs: this.#budgetMs,
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

/** Made when Stryker starts, because the sample is drawn before each run. */
function createOutsideSample() {
  return createSampleIgnorer(readSample());
}

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'kept-vitest', factory: createKeptRunner },
  { kind: 'Ignore', name: 'ignore-rules', value: ignorer },
  { kind: 'Ignore', name: 'outside-sample', factory: createOutsideSample },
  { kind: 'Reporter', name: 'survivors', injectableClass: SurvivorsReporter },
];
export { strykerValidationSchema };

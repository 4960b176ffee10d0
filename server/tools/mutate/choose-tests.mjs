import path from 'node:path';

/**
 * Chooses the tests to run against one mutant, by their files: files that failed lately come first, because neighboring
 * mutants tend to fail the same tests; then those that are near the mutant's file; then the fast ones. Tests are chosen in
 * this order until the budget is spent. A test that alone takes longer than the budget is chosen only if there is no other.
 * Files are relative to the repository; the id of a test is `<file>#<title>`.
 */
export function chooseTests({ tests, mutatedFile, budgetMs, killsByFile }) {
  const affordable = tests.filter(({ ms }) => ms <= budgetMs);
  if (affordable.length === 0) return [...groupByFile(tests.toSorted((a, b) => a.ms - b.ms).slice(0, 1))];
  const rank = ([file, own]) => (killsByFile.get(file) ?? 0) + nearness(file, mutatedFile) - sum(own) / 1e6;
  const sorted = [...groupByFile(affordable)].sort((a, b) => rank(b) - rank(a));
  let left = budgetMs;
  const chosen = sorted.map(([file, own]) => [
    file,
    own.toSorted((a, b) => a.ms - b.ms).filter(({ ms }) => spend(ms)),
  ]);
  return chosen.filter(([, own]) => own.length > 0);

  function spend(ms) {
    if (ms > left) return false;
    left -= ms;
    return true;
  }
}

/** 1 for a test in the folder of the file, less with each step between the two. */
function nearness(testFile, mutatedFile) {
  const steps = path.posix.relative(path.posix.dirname(mutatedFile), path.posix.dirname(testFile));
  return 1 / (1 + (steps === '' ? 0 : steps.split('/').length));
}

function groupByFile(tests) {
  const groups = new Map();
  for (const test of tests) groups.set(fileOf(test), [...(groups.get(fileOf(test)) ?? []), test]);
  return groups;
}

function fileOf({ id }) {
  return id.slice(0, id.indexOf('#'));
}

function sum(tests) {
  return tests.reduce((total, { ms }) => total + ms, 0);
}

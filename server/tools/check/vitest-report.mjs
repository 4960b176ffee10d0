import { writeFileSync } from 'node:fs';

/**
 * A reporter for vitest that writes `{ passed, flaky, failures }` to the file `VITEST_REPORT`, where the last two are lists of
 * `{ name, place, reasons }`. A flaky test failed and passed when it was retried; it is not in `passed`. Vitest's own JSON
 * lacks the difference between values and the failures outside of tests.
 */
export default class VitestReport {
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({ module, test })),
    );
    const flaky = tests.filter(({ test }) => isFlaky(test));
    const passed = tests.filter(({ test }) => test.result().state === 'passed' && !isFlaky(test)).length;
    const failures = [
      ...unhandled.map((error) => toFailure('the run', [error])),
      ...modules.flatMap(toSuiteFailures),
      ...tests.filter(({ test }) => test.result().state === 'failed').map(toTestFailure),
    ];
    writeFileSync(
      process.env.VITEST_REPORT,
      JSON.stringify({ passed, flaky: flaky.map(toTestFailure), failures }),
    );
  }
}

function isFlaky(test) {
  return test.diagnostic()?.flaky === true;
}

function toSuiteFailures(module) {
  const suites = [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  const name = module.relativeModuleId;
  return suites.map((suite) =>
    toFailure(suite === module ? name : `${name} › ${suite.fullName}`, suite.errors(), name),
  );
}

function toTestFailure({ module: { relativeModuleId: name }, test }) {
  return toFailure(`${name} › ${test.fullName}`, test.result().errors, name);
}

function toFailure(name, errors, place = null) {
  const reasons = errors.flatMap(({ message, stack, diff }) => [[message, diff].join('\n'), placeOf(stack)]);
  return { name, place, reasons };
}

// The first line of the stack that is in our own code.
function placeOf(stack = '') {
  return stack.split('\n').find((line) => /^\s*at /.test(line) && !line.includes('node_modules')) ?? '';
}

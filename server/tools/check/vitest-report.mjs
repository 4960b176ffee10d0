import { writeFileSync } from 'node:fs';

/**
 * A reporter for vitest that writes `{ passed, failures: { name, place, reasons }[] }` to the file `VITEST_REPORT`. Vitest's own
 * JSON leaves out how a value differed from the expected one, and what failed outside of every test.
 */
export default class VitestReport {
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const failures = [
      ...unhandled.map((error) => toFailure('the run', [error])),
      ...modules.flatMap(toFailures),
    ];
    const passed = tests.filter((test) => test.result().state === 'passed').length;
    writeFileSync(process.env.VITEST_REPORT, JSON.stringify({ passed, failures }));
  }
}

function toFailures(module) {
  const suites = [module, ...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  const tests = [...module.children.allTests()].filter((test) => test.result().state === 'failed');
  const name = module.relativeModuleId;
  return [
    ...suites.map((suite) =>
      toFailure(suite === module ? name : `${name} › ${suite.fullName}`, suite.errors(), name),
    ),
    ...tests.map((test) => toFailure(`${name} › ${test.fullName}`, test.result().errors, name)),
  ];
}

function toFailure(name, errors, place = null) {
  const reasons = errors.flatMap(({ message, stack, diff }) => [[message, diff].join('\n'), placeOf(stack)]);
  return { name, place, reasons };
}

// Where in our own code it was seen.
function placeOf(stack = '') {
  return stack.split('\n').find((line) => /^\s*at /.test(line) && !line.includes('node_modules')) ?? '';
}

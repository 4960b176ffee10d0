/** Runs a command of `npx parley` and exits with its code; one that throws prints why, and exits with 2. */
export function runCommand(main: () => number): void {
  try {
    process.exitCode = main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  }
}

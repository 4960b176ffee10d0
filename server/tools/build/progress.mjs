/** Prints one line with the seconds since the start of this process. */
export function report(line) {
  const seconds = (performance.now() / 1000).toFixed(1);
  console.log(`[${seconds.padStart(5)} s] ${line}`);
}

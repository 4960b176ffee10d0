/**
 * Creates a runner of one job at a time; of the inputs that arrive meanwhile, only the latest is run. A job that fails has no
 * result.
 */
export function runLatest<Input, Output>(
  job: (input: Input) => Promise<Output>,
  onResult: (input: Input, output: Output) => void,
): (input: Input) => void {
  let running = false;
  let next: { input: Input } | null = null;
  const start = async (input: Input) => {
    running = true;
    try {
      onResult(input, await job(input));
    } catch {
      // A job that failed shows no result.
    }
    running = false;
    if (!next) return;
    const { input: latest } = next;
    next = null;
    void start(latest);
  };
  return (input) => {
    if (running) next = { input };
    else void start(input);
  };
}

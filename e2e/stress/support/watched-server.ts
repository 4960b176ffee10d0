/* The server, which also reports its event-loop stalls on standard output. */
import '@/server/main';
import { STOPPED } from './stop-lines';
import { watchLoop } from './watch-loop';

const OVER_MS = 50;
const REPORT_EVERY_MS = 500;

let watch = watchLoop(OVER_MS);
setInterval(() => {
  const { blocked } = watch.stop();
  watch = watchLoop(OVER_MS);
  for (const { ms, until } of blocked) process.stdout.write(`${STOPPED} ${ms} ${until}\n`);
}, REPORT_EVERY_MS).unref();

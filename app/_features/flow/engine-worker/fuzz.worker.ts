import type { FuzzOrder } from '../engine/fuzz-messages';
import { type StartedFuzz, startFuzz } from './start-fuzz';

let started: StartedFuzz | null = null;

addEventListener('message', ({ data }: MessageEvent<FuzzOrder>) => {
  if (data.type === 'start') started = startFuzz(data, (answer) => postMessage(answer));
  else started?.stop();
});

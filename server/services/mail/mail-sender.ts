import { setTimeout as sleep } from 'node:timers/promises';
import type { Platform } from '../context';
import { sendDueMails } from './send-due-mails';

const AT_ONCE = 5;
const POLL_MS = 1_000;

export type MailSender = {
  /** Ends after the mails under way. */
  stop(): Promise<void>;
};

/** Sends what is due, beside the worker's tasks, for a slow SMTP server must not hold them up. */
export function startMailSender(platform: Platform, { pollMs = POLL_MS } = {}): MailSender {
  const stopping = new AbortController();
  const running = platform.mail ? loop(platform, pollMs, stopping.signal) : Promise.resolve();
  const stop = (): Promise<void> => {
    stopping.abort();
    return running;
  };
  return { stop };
}

async function loop(platform: Platform, pollMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const taken = await sendDueMails(platform, { limit: AT_ONCE }).catch((err: unknown) => {
      platform.log.error({ err }, 'mails could not be looked for');
      return 0;
    });
    if (taken < AT_ONCE) await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

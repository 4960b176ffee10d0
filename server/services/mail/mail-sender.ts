import { pause } from '@/server/shared/pause';
import type { Platform } from '../context';
import { sendDueMails } from './send-due-mails';

const AT_ONCE = 5;
const POLL_MS = 1_000;

export type MailSender = {
  /** Resolves when no mail is being sent any more. */
  stop(): Promise<void>;
};

/** Sends due mails beside the worker's tasks, so that a slow SMTP server does not hold them up. */
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
      platform.log.error({ err }, 'mails not claimed, will retry');
      return 0;
    });
    if (taken < AT_ONCE) await pause(pollMs, signal);
  }
}

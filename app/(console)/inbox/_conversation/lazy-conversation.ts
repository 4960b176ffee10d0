import { lazyModule } from '@/app/_lib/lazy-module';

/** The open conversation, which most visits of the inbox do not begin with. */
export const LAZY_CONVERSATION = lazyModule(() =>
  import('./open-conversation').then((module) => module.OpenConversation),
);

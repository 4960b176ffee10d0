import type { Catch } from './statement-relay';

/** The point in a turn, or after it, at which a process is killed. */
export type Step = { name: string } & (
  | { at: 'statement'; wanted: Catch }
  /** When the endpoint received a request and has not answered. The sender is unknown, so every process is killed. */
  | { at: 'endpoint'; path: string }
  /** Anywhere. */
  | { at: 'random' }
) & {
    /** Occurs only after the previous step's kill, whose leases are kept for it. */
    isTakingOver?: true;
  };

/** Endpoint paths for flow calls and webhooks. */
export const PATHS = { call: '/call', replies: '/replies' } as const;

const COMMITS = ['commit_turn', 'commit_full_turn'];

const asked = (name: string, statements: readonly string[], carries?: string): Step => {
  const wanted: Catch = { statements, when: 'asked', ...(carries && { carries }) };
  return { name, at: 'statement', wanted };
};
const kept = (name: string, statements: readonly string[], more: Partial<Catch> = {}): Step => ({
  name,
  at: 'statement',
  wanted: { statements, when: 'kept', ...more },
});

/** All steps in the order of a turn: request, call, webhook, and what operators do meanwhile. */
export const STEPS: readonly Step[] = [
  kept('request claimed', ['idempotency_claim']),
  kept('session read', ['find_session']),
  asked('turn computed', COMMITS),
  kept('turn kept', COMMITS),
  asked('answer made', ['idempotency_complete']),
  kept('answer kept', ['idempotency_complete']),
  kept('call leased', ['commit_full_turn'], { carries: '"leaseUntil"' }),
  { ...kept('call taken over', ['take_over_effects'], { withRows: true }), isTakingOver: true },
  { name: 'call under way', at: 'endpoint', path: PATHS.call },
  asked('call answered', ['commit_full_turn'], 'effect.succeeded'),
  kept('call settled', ['commit_full_turn'], { carries: 'effect.succeeded' }),
  kept('queue leased', ['claim_delivery_queues'], { withRows: true }),
  kept('webhook read', ['next_delivery'], { withRows: true }),
  { name: 'webhook under way', at: 'endpoint', path: PATHS.replies },
  asked('webhook answered', ['record_delivery_attempt']),
  kept('webhook settled', ['record_delivery_attempt']),
  kept('session held', COMMITS, { carries: 'stopBefore' }),
  kept('held session continued', COMMITS, { carries: 'debug.continued' }),
  asked('move counted', ['update "session_migrations" set "moved"']),
  kept('session moved', ['update "sessions" set "version_id"'], { withRows: true }),
  { name: 'anywhere', at: 'random' },
];

/** A request of a load. Where its path or body says `#`, it says the number of the request instead. */
export type Planned = {
  baseUrl: string;
  method: 'GET' | 'POST';
  path: string;
  apiKey: string;
  body: string | null;
};

/** What a load is made of; its requests are sent in turn, again and again. */
export type LoadOrders = {
  requests: readonly Planned[];
  seconds: number;
  /** How many are sent in a second, whether or not the ones before were answered; null sends one after the other. */
  perSecond: number | null;
  /** How many are under way at most. */
  connections: number;
};

/** What came of one request. */
export type Answer = {
  no: number;
  /** When it was sent, in milliseconds since 1970. */
  at: number;
  ms: number;
  /** 0 when there was no answer. */
  status: number;
  retryAfter: number | null;
  /** RateLimit-Limit, -Remaining and -Reset. */
  limit: number | null;
  remaining: number | null;
  reset: number | null;
  /** What went wrong on the way, or what was answered that is neither success nor a refusal for now. */
  problem: string | null;
};

export type LoadTold = {
  answers: Answer[];
  /** When the first was sent and when the last, in milliseconds since 1970. */
  begunAt: number;
  endedAt: number;
  /** How much of one processor the load itself took, 1 for all of it. */
  processorShare: number;
};

/** Puts a load on a server from a process of its own. */
export type PutLoad = (orders: LoadOrders) => Promise<LoadTold>;

/** Tells whether it was accepted. */
export const isAccepted = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** How many answers to these requests had which status; 0 stands for none. */
export function countStatuses(name: string, answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) {
    const counted = `${name} answered ${status}`;
    counts[counted] = (counts[counted] ?? 0) + 1;
  }
  return counts;
}

export type Context = { sessionId?: string };

/** One request of a connection; what it answers may be kept for the requests behind it. */
export type Step = {
  method: 'GET' | 'POST';
  path: (context: Context) => string;
  body?: object;
  keep?: (answer: { sessionId?: string }, context: Context) => void;
};

/** The requests that a connection sends in rotation. */
export type Script = readonly Step[];

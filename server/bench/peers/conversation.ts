/* The conversations that every party holds, and the one that parties without an engine hold by code. */

/** `conversation`: a name, a condition on it, a choice, the end. `echo`: a text is repeated, without end. */
export type FlowName = 'conversation' | 'echo';

/** The ids of the flows at servers without an engine: as long as Parley's, so that all bodies are. */
export const FLOW_IDS: Readonly<Record<FlowName, string>> = {
  conversation: '01a22b45-790c-7322-952d-337a251e9b4a',
  echo: '01a22b45-7645-756f-bbe4-c6e5ed98ad31',
};

/** A request and its answer: `text` null starts a session; `replies` are the first lines of the messages. */
export type Exchange = { text: string | null; replies: readonly string[]; isOver: boolean };

export const KNOWN = 'Ada';
export const ASK_NAME = 'What is your name?';
export const ASK_COLOR = 'Which color do you like?';
export const ASK_COLOR_AGAIN = 'Please choose one of these: Red, Blue.';
export const CHOICES = `${ASK_COLOR}\n1. Red\n2. Blue`;
export const RETRY = `${ASK_COLOR_AGAIN}\n1. Red\n2. Blue`;
export const SAY = 'Say something.';

const SAID = 'The quick brown fox jumps over the lazy dog.';

const started = (reply: string): Exchange => ({ text: null, replies: [reply], isOver: false });

/** A conversation from start to end, as the load holds it. */
export const CONVERSATION: readonly Exchange[] = [
  started(ASK_NAME),
  { text: KNOWN, replies: [`Welcome back, ${KNOWN}.`, ASK_COLOR], isOver: false },
  { text: 'blue', replies: [`${KNOWN} likes blue.`], isOver: true },
];

/** The start of an echo session, and a turn of it. */
export const ECHO: readonly [Exchange, Exchange] = [
  started(SAY),
  { text: SAID, replies: [`You said: ${SAID}`, SAY], isOver: false },
];

/** The other branch, and an answer that is no choice. */
export const DETOUR: readonly Exchange[] = [
  started(ASK_NAME),
  { text: 'Bob', replies: ['Nice to meet you, Bob.', ASK_COLOR], isOver: false },
  { text: 'green', replies: [ASK_COLOR_AGAIN], isOver: false },
  { text: '1', replies: ['Bob likes red.'], isOver: true },
];

export type State = { step: 'echo' | 'name' | 'color'; said?: string; name?: string; color?: string };
export type Turn = { state: State; replies: string[]; isOver: boolean };

/** Starts a session of a flow. */
export function begin(flow: FlowName): Turn {
  if (flow === 'echo') return { state: { step: 'echo' }, replies: [SAY], isOver: false };
  return { state: { step: 'name' }, replies: [ASK_NAME], isOver: false };
}

/** Answers a text, as a server does whose conversation is code. */
export function answer(state: State, text: string): Turn {
  switch (state.step) {
    case 'echo':
      return { state: { ...state, said: text }, replies: [`You said: ${text}`, SAY], isOver: false };
    case 'name': {
      const greeting = text === KNOWN ? `Welcome back, ${text}.` : `Nice to meet you, ${text}.`;
      return { state: { step: 'color', name: text }, replies: [greeting, CHOICES], isOver: false };
    }
    case 'color': {
      const color = findChoice(text);
      if (!color) return { state, replies: [RETRY], isOver: false };
      return { state: { ...state, color }, replies: [`${state.name} likes ${color}.`], isOver: true };
    }
  }
}

/** Whether a reply asks for a choice. */
export function asksForChoice(reply: string): boolean {
  return reply === CHOICES || reply === RETRY;
}

/** The choice that a text names by its label or number. */
export function findChoice(text: string): string | null {
  const named = text.trim().toLowerCase();
  if (named === 'red' || named === '1') return 'red';
  return named === 'blue' || named === '2' ? 'blue' : null;
}

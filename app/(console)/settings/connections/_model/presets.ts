import type { Connection, SignIn } from './connection';

/** What a new connection begins with. */
export type Preset = {
  value: string;
  label: string;
  kind: Connection['kind'];
  name: string;
  address: string;
  signIn: SignIn;
};

const model = (value: string, label: string, address: string, signIn: SignIn = 'bearer'): Preset => ({
  ...{ value, label, kind: 'model', name: value, address, signIn },
});

const SERVICE: Preset = {
  ...{ value: 'service', label: 'HTTP service', kind: 'http', name: '', address: '', signIn: 'bearer' },
};

/** The usual providers of models with addresses of chat completions, and any other service or model. */
export const PRESETS: readonly [Preset, ...Preset[]] = [
  SERVICE,
  model('openai', 'OpenAI', 'https://api.openai.com/v1'),
  model('anthropic', 'Anthropic', 'https://api.anthropic.com/v1'),
  model('mistral', 'Mistral', 'https://api.mistral.ai/v1'),
  model('google', 'Google Gemini', 'https://generativelanguage.googleapis.com/v1beta/openai'),
  model('groq', 'Groq', 'https://api.groq.com/openai/v1'),
  model('openrouter', 'OpenRouter', 'https://openrouter.ai/api/v1'),
  model('ollama', 'Ollama', 'http://localhost:11434/v1', 'none'),
  { ...model('compatible', 'Another compatible model', ''), name: '' },
];

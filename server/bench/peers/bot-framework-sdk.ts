/* The parts of the Bot Framework SDK that the bot uses. Its own types are not there before the benchmark installs it. */
import type { IncomingMessage } from 'node:http';

export type Activity = { type: string; text?: string };

type TurnContext = { activity: Activity; sendActivity(activity: string | Activity): Promise<unknown> };

type StoreItem = { eTag?: string };

export type StoreItems = Record<string, StoreItem>;

export type BotStorage = {
  read(keys: string[]): Promise<StoreItems>;
  write(changes: StoreItems): Promise<void>;
  delete(keys: string[]): Promise<void>;
};

type ConversationState = {
  createProperty(name: string): object;
  saveChanges(context: TurnContext): Promise<void>;
};

export type BotResponse = {
  status(code: number): void;
  header(name: string, value: string): void;
  send(body: unknown): void;
  end(): void;
};

type Logic = (context: TurnContext) => Promise<void>;

type CloudAdapter = {
  process(request: IncomingMessage & { body: Activity }, response: BotResponse, logic: Logic): Promise<void>;
};

export type BotBuilder = {
  CloudAdapter: new (authentication: object) => CloudAdapter;
  ConfigurationBotFrameworkAuthentication: new (options: object) => object;
  ConversationState: new (storage: BotStorage) => ConversationState;
};

type PromptOptions = { prompt: string; retryPrompt: string; choices: string[] };

/** A step of a dialog; `result` is the answer to the prompt of the step before. */
export type WaterfallStep<Result = unknown> = {
  context: TurnContext;
  result: Result;
  values: Record<string, unknown>;
  prompt(id: string, options: string | PromptOptions): Promise<unknown>;
  replaceDialog(id: string): Promise<unknown>;
  endDialog(): Promise<unknown>;
};

type DialogContext = {
  continueDialog(): Promise<{ status: string }>;
  beginDialog(id: string): Promise<unknown>;
};

export type DialogSet = {
  add(dialog: object): DialogSet;
  createContext(context: TurnContext): Promise<DialogContext>;
};

export type BotDialogs = {
  ListStyle: { list: number };
  DialogSet: new (property: object) => DialogSet;
  TextPrompt: new (id: string) => object;
  ChoicePrompt: new (id: string) => { style: number };
  WaterfallDialog: new (id: string, steps: ((step: WaterfallStep<never>) => Promise<unknown>)[]) => object;
};

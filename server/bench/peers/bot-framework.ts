/* A bot on the Bot Framework SDK, as its documentation builds one: dialogs, state in a storage, and the adapter behind http. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type {
  Activity,
  BotBuilder,
  BotDialogs,
  BotResponse,
  DialogSet,
  WaterfallStep,
} from './bot-framework-sdk';
import { openBotStorage } from './bot-storage';
import { ASK_COLOR, ASK_COLOR_AGAIN, ASK_NAME, KNOWN, SAY } from './conversation';
import type { PeerOptions } from './peer';
import { readBody } from './read-body';

/** `folder`: where the SDK is installed. */
export type BotOptions = PeerOptions & { folder: string };

const PATH = /^\/api\/(conversation|echo)\/messages$/;

/** Serves the bot on a free port until SIGTERM, and sends the port to its parent process. */
export async function serveBot({ folder, ...options }: BotOptions): Promise<void> {
  const load = createRequire(path.resolve(folder, 'package.json'));
  const { CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState }: BotBuilder =
    load('botbuilder');
  const storage = await openBotStorage(options);
  const state = new ConversationState(storage);
  const dialogs = openDialogs(load('botbuilder-dialogs'), state.createProperty('dialogs'));
  // Without an app id the adapter checks no token.
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, flow = ''] = PATH.exec(request.url ?? '') ?? [];
    const body: Activity = JSON.parse(await readBody(request));
    await adapter.process(Object.assign(request, { body }), toResponse(response), async (context) => {
      const dialog = await dialogs.createContext(context);
      const { status } = await dialog.continueDialog();
      if (status === 'empty') await dialog.beginDialog(flow);
      await state.saveChanges(context);
    });
  };
  const server = createServer((request, response) => void take(request, response));
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
  process.once('SIGTERM', () => server.close(() => storage.close().then(() => process.exit(0))));
}

function openDialogs(sdk: BotDialogs, property: object): DialogSet {
  const { ChoicePrompt, DialogSet, ListStyle, TextPrompt, WaterfallDialog } = sdk;
  const choice = new ChoicePrompt('choice');
  choice.style = ListStyle.list;
  return new DialogSet(property)
    .add(new TextPrompt('text'))
    .add(choice)
    .add(new WaterfallDialog('conversation', [askName, askColor, thank]))
    .add(new WaterfallDialog('echo', [(step) => step.prompt('text', SAY), repeat]));
}

function askName(step: WaterfallStep): Promise<unknown> {
  return step.prompt('text', ASK_NAME);
}

async function askColor(step: WaterfallStep<string>): Promise<unknown> {
  const name = step.result;
  step.values.name = name;
  await step.context.sendActivity(name === KNOWN ? `Welcome back, ${name}.` : `Nice to meet you, ${name}.`);
  const choices = ['red', 'blue'];
  return step.prompt('choice', { prompt: ASK_COLOR, retryPrompt: ASK_COLOR_AGAIN, choices });
}

async function thank(step: WaterfallStep<{ value: string }>): Promise<unknown> {
  await step.context.sendActivity(`${step.values.name} likes ${step.result.value}.`);
  await step.context.sendActivity({ type: 'endOfConversation' });
  return step.endDialog();
}

async function repeat(step: WaterfallStep<string>): Promise<unknown> {
  await step.context.sendActivity(`You said: ${step.result}`);
  return step.replaceDialog('echo');
}

/** The part of Restify's response that the adapter uses. */
function toResponse(response: ServerResponse): BotResponse {
  let body = '';
  return {
    status: (code) => {
      response.statusCode = code;
    },
    header: (name, value) => response.setHeader(name, value),
    send: (value) => {
      body = typeof value === 'string' ? value : JSON.stringify(value);
    },
    end: () => {
      response.setHeader('content-type', 'application/json');
      response.setHeader('content-length', Buffer.byteLength(body));
      response.end(body);
    },
  };
}

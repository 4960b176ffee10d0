import type { NodeKind } from '../definition/node';
import { ai } from './ai';
import { awaitEvent } from './await-event';
import { condition } from './condition';
import type { NodeBehavior } from './contract/node-behavior';
import { each } from './each';
import { emit } from './emit';
import { end } from './end';
import { http } from './http';
import { intent } from './intent';
import { message } from './message';
import { placeholder } from './placeholder';
import { question } from './question';
import { set } from './set';
import { split } from './split';
import { subflow } from './subflow';
import { suggest } from './suggest';
import { transfer } from './transfer';
import { wait } from './wait';

/** Every node kind. A missing kind does not compile. */
export const NODES: { [K in NodeKind]: NodeBehavior<K> } = {
  message,
  question,
  condition,
  set,
  http,
  ai,
  intent,
  transfer,
  wait,
  'await-event': awaitEvent,
  emit,
  placeholder,
  subflow,
  split,
  each,
  suggest,
  end,
};

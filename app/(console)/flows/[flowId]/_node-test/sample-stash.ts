import { useState } from 'react';
import { TEST_VALUE_KEYS } from '@/app/_lib/browser-data';
import { toObject } from '@/app/_lib/to-object';
import type { JsonObject } from '@/server/engine/json';

/** Sample values of a flow's variables, which this browser remembers until its person signs out. */
export function useSampleValues(flowId: string): [JsonObject, (values: JsonObject) => void] {
  const key = TEST_VALUE_KEYS + flowId;
  const [values, setValues] = useState(() => read(key));
  const set = (next: JsonObject) => {
    setValues(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // A browser without storage remembers until the dialog is closed.
    }
  };
  return [values, set];
}

function read(key: string): JsonObject {
  try {
    return toObject(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return {};
  }
}

'use client';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { ReadyRequest } from '../_model/build-request';

/** The response. */
export type TestResponse = {
  status: number;
  durationMs: number;
  headers: [string, string][];
  type: string;
  text: string;
};

const LIMIT_MS = 60_000;
const MOST_CHARS = 200_000;

/** Sends requests to this server only, without the console's session cookie. */
export function useTestRequest() {
  const running = useRef<AbortController | null>(null);
  const sending = useMutation({ mutationFn: (request: ReadyRequest) => send(request, running) });
  return { ...sending, stop: () => running.current?.abort() };
}

type Running = { current: AbortController | null };

async function send({ method, url, headers, body }: ReadyRequest, running: Running): Promise<TestResponse> {
  if (new URL(url).origin !== window.location.origin) throw new Error('not this server');
  const stop = new AbortController();
  running.current = stop;
  const start = performance.now();
  const answer = await fetch(url, {
    method,
    headers,
    credentials: 'omit',
    signal: AbortSignal.any([stop.signal, AbortSignal.timeout(LIMIT_MS)]),
    ...(body && { body: body.type === 'text' ? body.text : toForm(body) }),
  });
  const text = await readText(answer);
  return {
    status: answer.status,
    durationMs: performance.now() - start,
    headers: [...answer.headers],
    type: answer.headers.get('content-type') ?? '',
    text,
  };
}

function toForm({ part, file }: { part: string; file: File }): FormData {
  const form = new FormData();
  form.append(part, file);
  return form;
}

// An event stream does not end by itself: the part that arrived before it was stopped is shown.
async function readText(answer: Response): Promise<string> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  try {
    while (reader && text.length < MOST_CHARS) {
      const { done, value } = await reader.read();
      if (done) break;
      text += value;
    }
  } catch (error) {
    if (text === '') throw error;
  }
  await reader?.cancel().catch(() => undefined);
  return text;
}

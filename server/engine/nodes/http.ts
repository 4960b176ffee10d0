import { assignInOrder, compileAssignments } from './assignments';
import { checkHeaders, checkPath, checkUrl } from './calls/check-request';
import { compileRequest } from './calls/http-request';
import { compileInterruption, listInterruptedExit } from './calls/interruption';
import { beginCall, ERROR, failCall, isSuccess, toStatusError, traceCall } from './calls/outgoing-call';
import type { NodeBehavior } from './contract/node-behavior';
import { goTo } from './contract/node-result';

const FAILURE = 'failure';

/** Makes an HTTP call and waits for its result. A failure sets `error`. */
export const http: NodeBehavior<'http'> = {
  waitsFor: 'call',
  failsBy: FAILURE,
  exits: (node) => [
    { name: 'success', expected: true },
    { name: FAILURE, expected: true },
    ...listInterruptedExit(node),
  ],
  assigns: ({ save }) => [...save.map(({ variable }) => variable), ERROR],
  check: ({ connection, url, headers }) => [
    ...(connection === undefined ? checkUrl(url) : checkPath(url)),
    ...checkHeaders(headers),
  ],
  compile(node, compiler) {
    const request = compileRequest(node, compiler);
    const save = compileAssignments(node.save, compiler, '/save', ['response']);
    return {
      enter: (context) => beginCall(request(context), context, FAILURE),
      resume: {
        succeeded: ({ result }, context) => {
          if (!isSuccess(result)) return failCall(toStatusError(result), context, FAILURE);
          const { status, headers, body, url } = result;
          const response = { status, headers, body, ...(url !== undefined && { url }) };
          const assign = assignInOrder(save, context, { response });
          return { assign, trace: traceCall(context, { result }), transition: goTo('success') };
        },
        failed: ({ error }, context) => failCall(error, context, FAILURE),
        ...compileInterruption(node),
      },
    };
  },
};

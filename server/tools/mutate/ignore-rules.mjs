/** Why mutants of a piece of code are left out, by the function in whose declaration it stands. */
const FUNCTIONS = {
  inLockOrder: 'The order in which rows are locked, which shows in a deadlock alone.',
};

const LEVELS = ['debug', 'info', 'warn', 'error'];

const RULES = [
  { reason: 'The words of a log line.', matches: isLogCall },
  { reason: 'The words of an error of the program itself, which no surface shows.', matches: isNewError },
  { reason: 'What a trace says about a request.', matches: isSpanCall },
];

/**
 * Decides which code Stryker leaves as it is: what no test should pin, or where every change means the same. Mutants of
 * such code count neither as noticed nor as survived; the reports name them with the reason.
 */
export const ignorer = {
  shouldIgnore: ({ node }) => {
    if (node.type === 'FunctionDeclaration') return FUNCTIONS[node.id?.name];
    return RULES.find(({ matches }) => matches(node))?.reason;
  },
};

/** `log.warn(…)`, `ctx.log.warn(…)` */
function isLogCall({ type, callee }) {
  if (type !== 'CallExpression' || callee.type !== 'MemberExpression') return false;
  return LEVELS.includes(callee.property.name) && nameOf(callee.object) === 'log';
}

function isNewError({ type, callee }) {
  return type === 'NewExpression' && callee.name === 'Error';
}

/** `span.set(…)`, `span.fail(…)` */
function isSpanCall({ type, callee }) {
  return type === 'CallExpression' && callee.type === 'MemberExpression' && nameOf(callee.object) === 'span';
}

/** The last name of `a` or `b.a`. */
function nameOf({ type, name, property }) {
  return type === 'MemberExpression' ? property.name : name;
}

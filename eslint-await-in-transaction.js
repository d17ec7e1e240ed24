/**
 * IndexedDB ends a transaction as soon as nothing of it is under way: whoever awaits anything else in
 * between (a fetch, an inference, a timer) finds it gone, with a TransactionInactiveError that only
 * a slow device shows (cases.md D4). So between opening one and its end, only requests of it are awaited.
 */

/** @type {import('eslint').Rule.RuleModule} */
export const awaitInTransaction = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      foreign:
        'Between opening a transaction and its end only requests of it may be awaited: it would end meanwhile.',
    },
  },
  create(context) {
    /** The functions around a place; `names` are those of the transaction, its stores and requests. */
    const functions = [{ isOpen: false, names: new Set() }];
    const here = () => functions.at(-1);
    const enter = () => {
      const { isOpen, names } = here();
      functions.push({ isOpen, names: new Set(names) });
    };
    const leave = () => void functions.pop();
    const report = (node) => context.report({ node, messageId: 'foreign' });

    return {
      Program: enter,
      'Program:exit': leave,
      ':function': enter,
      ':function:exit': leave,
      'VariableDeclarator:exit'({ id, init }) {
        const { names } = here();
        if (init === null || init === undefined) return;
        if (isCursor(init) ? belongs(init.argument, names) : belongs(init, names))
          for (const name of namesIn(id)) names.add(name);
      },
      'CallExpression:exit'(node) {
        if (opensTransaction(node)) here().isOpen = true;
      },
      AwaitExpression(node) {
        const { isOpen, names } = here();
        if (isOpen && !belongs(node.argument, names)) report(node);
      },
      'AwaitExpression:exit'({ argument }) {
        if (waitsForEnd(argument)) here().isOpen = false;
      },
      YieldExpression(node) {
        if (here().isOpen) report(node);
      },
      'ForOfStatement[await=true]'(node) {
        if (here().isOpen) report(node);
      },
    };
  },
};

const propertyOf = ({ callee }) => (callee.type === 'MemberExpression' ? callee.property.name : '');

const opensTransaction = (node) =>
  node.type === 'CallExpression' && propertyOf(node) === 'transaction';

/** A cursor is asked for the next one, and belongs to the transaction as its store does. */
const isCursor = (node) =>
  node.type === 'AwaitExpression' &&
  node.argument.type === 'CallExpression' &&
  /^open(Key)?Cursor$/.test(propertyOf(node.argument));

/** Whether an expression is the transaction, comes from it, or is all made of such. */
function belongs(node, names) {
  switch (node.type) {
    case 'Identifier':
      return names.has(node.name);
    case 'ArrayExpression':
      return node.elements.every((element) => belongs(element, names));
    case 'SpreadElement':
      return belongs(node.argument, names);
    case 'ConditionalExpression':
      return belongs(node.consequent, names) && belongs(node.alternate, names);
    case 'MemberExpression':
      return belongs(node.object, names);
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
      return belongs(node.expression, names);
    case 'CallExpression':
      return opensTransaction(node) || isOfMany(node, names) || belongs(node.callee, names);
    default:
      return false;
  }
}

/** `Promise.all(requests)`, or a list with a request made of each. */
function isOfMany({ callee, arguments: [first] }, names) {
  if (callee.type !== 'MemberExpression' || first === undefined) return false;
  if (callee.object.name === 'Promise') return belongs(first, names);
  return (
    callee.property.name === 'map' &&
    first.type === 'ArrowFunctionExpression' &&
    belongs(first.body, names)
  );
}

/** `transaction.done`, `done`, or a `Promise.all` with one of them in it. */
function waitsForEnd(node) {
  if (node.type === 'Identifier') return node.name === 'done';
  if (node.type === 'ChainExpression') return waitsForEnd(node.expression);
  if (node.type === 'MemberExpression') return node.property.name === 'done';
  if (node.type === 'ArrayExpression') return node.elements.some(waitsForEnd);
  return node.type === 'CallExpression' && node.arguments.some(waitsForEnd);
}

function namesIn(pattern) {
  if (pattern.type === 'Identifier') return [pattern.name];
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap(({ value }) => (value ? namesIn(value) : []));
}

// Records each construct (CDK, CDKTF) as it is added to its scope. Loaded into a program's node, or into that of the jsii kernel.
'use strict';
const { classes, constructed, frames, log, onLoad, place } = require('./frames.cjs');

const RUNTIME_TYPE = Symbol.for('jsii.rtti');

/** The library's function that the program called, itself or through jsii. */
function called(stack) {
  return stack[stack.findIndex((f) => f.own || f.file.endsWith('/lib/program.js')) - 1];
}

onLoad(/(^|\/)constructs$/, ({ Node }) => {
  const addChild = Node.prototype.addChild;
  Node.prototype.addChild = function (child, id) {
    const stack = frames().filter((f) => !f.file.startsWith(__dirname));
    const via = called(stack);
    const names = classes(child);
    log({
      kind: 'construct',
      path: this.path ? `${this.path}/${id}` : id,
      class: child.constructor[RUNTIME_TYPE]?.fqn || names[0], // of a class of the program: that of the library above it
      via: via && via.name,
      direct: via !== undefined && names.includes(constructed(via)),
      ...place(child, stack),
    });
    return addChild.call(this, child, id);
  };
  const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, 'defaultChild');
  Object.defineProperty(Node.prototype, 'defaultChild', {
    configurable: true,
    get,
    set(child) {
      if (child && child.node) log({ kind: 'default', path: this.path, child: child.node.path });
      set.call(this, child);
    },
  });
});

// Statements that the program itself writes, as opposed to those of grants.
onLoad(/\/policy-statement$/, ({ PolicyStatement }) => {
  const written = new WeakSet();
  const prototype = PolicyStatement.prototype;
  for (const name of ['addActions', 'addNotActions']) {
    const add = prototype[name];
    prototype[name] = function (...actions) {
      const via = called(frames().filter((f) => !f.file.startsWith(__dirname)));
      if (via && /Policy(Statement|Document)/.test(via.name)) written.add(this);
      return add.apply(this, actions);
    };
  }
  const { copy, toStatementJson } = prototype;
  prototype.copy = function (...rest) {
    const other = copy.apply(this, rest);
    if (written.has(this)) written.add(other);
    return other;
  };
  prototype.toStatementJson = function () {
    const json = toStatementJson.call(this);
    return written.has(this) ? { ...json, Made: 'source' } : json; // the reader of the templates takes it away
  };
});

// Records each construct (CDK, CDKTF) as it is added to its scope. Loaded into a program's node, or into that of the jsii kernel.
'use strict';
const { classes, constructed, frames, log, onLoad, place } = require('./frames.cjs');

const RUNTIME_TYPE = Symbol.for('jsii.rtti');

onLoad('constructs', ({ Node }) => {
  const addChild = Node.prototype.addChild;
  Node.prototype.addChild = function (child, id) {
    const stack = frames().filter((f) => !f.file.endsWith('/frames.cjs') && !f.file.endsWith('/constructs.cjs'));
    const outside = stack.findIndex((f) => f.own || f.file.endsWith('/lib/program.js')); // the latter: a call through jsii
    const via = outside > 0 ? stack[outside - 1] : undefined; // the library's function that the program called
    const names = classes(child);
    log({
      kind: 'construct',
      path: this.path ? `${this.path}/${id}` : id,
      class: child.constructor[RUNTIME_TYPE]?.fqn || names[0], // of a class of the program: that of the library above it
      via: via && via.name,
      direct: outside === 0 || (via !== undefined && names.includes(constructed(via))),
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

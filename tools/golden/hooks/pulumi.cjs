// Runs a Pulumi program on mocks and records what it registers.
'use strict';
const { classes, constructed, frames, log, place } = require('./frames.cjs');
const { createRequire } = require('node:module');

const from = createRequire(process.cwd() + '/');
const answers = JSON.parse(process.env.GOLDEN_ANSWERS);
const outputs = new Map(); // of the properties that only the provider knows, by type and name

function registered(resource, type, name, custom, props) {
  const unset = Object.keys(props || {}).filter((key) => props[key] === undefined);
  outputs.set(`${type} ${name}`, unset);
  const stack = frames();
  const via = stack[stack.findIndex((f) => f.own) - 1]; // the library's function that the program called
  const direct = via !== undefined && classes(resource).includes(constructed(via));
  log({ kind: 'place', type, name, class: resource.constructor.name, custom, direct, via: via && via.name, ...place(resource, stack) });
}

const runtime = from('@pulumi/pulumi/runtime/resource');
const { registerResource, readResource } = runtime;
runtime.registerResource = (resource, parent, type, name, custom, remote, dependency, props, opts, ...rest) => {
  registered(resource, type, name, custom, props);
  return registerResource(resource, parent, type, name, custom, remote, dependency, props, opts, ...rest);
};
runtime.readResource = (resource, parent, type, name, props, opts, ...rest) => {
  registered(resource, type, name, true, props);
  return readResource(resource, parent, type, name, props, opts, ...rest);
};

const { MockMonitor } = from('@pulumi/pulumi/runtime/mocks');
const register = MockMonitor.prototype.registerResource;
MockMonitor.prototype.registerResource = function (request, callback) {
  const about = { type: request.getType(), name: request.getName(), protect: request.getProtect(), retainOnDelete: request.getRetainondelete() };
  log({ kind: 'options', ...about });
  const depends = {};
  request.getPropertydependenciesMap().forEach((one, property) => (depends[property] = one.getUrnsList()));
  return register.call(this, request, (error, answer) => {
    if (answer) log({ kind: 'registered', ...about, urn: answer.getUrn(), parent: request.getParent(), depends });
    return callback(error, answer);
  });
};
const read = MockMonitor.prototype.readResource;
MockMonitor.prototype.readResource = function (request, callback) {
  return read.call(this, request, (error, answer) => {
    if (answer) log({ kind: 'registered', type: request.getType(), name: request.getName(), urn: answer.getUrn(), parent: request.getParent() });
    return callback(error, answer);
  });
};

const TEXT = new RegExp(answers.textual, 'i');
const pulumi = from('@pulumi/pulumi');
pulumi.runtime.setMocks(
  {
    newResource({ type, name, inputs, custom, id }) {
      const state = { ...inputs };
      for (const key of outputs.get(`${type} ${name}`) || []) {
        if (TEXT.test(key)) state[key] = `mock:${name}.${key}`;
      }
      log({ kind: 'resource', type, name, custom, read: Boolean(id), inputs, outputs: state });
      return { id: `mock:${name}.id`, state };
    },
    call({ token, inputs }) {
      log({ kind: 'call', token, inputs });
      const policy = token.endsWith(':getPolicyDocument') && { json: policyDocument(inputs) };
      return policy || answers.calls[token] || { ...inputs, id: 'mock:id', arn: 'mock:arn', name: inputs.name || 'mock:name' };
    },
  },
  process.env.GOLDEN_PROJECT,
  process.env.GOLDEN_STACK,
  false,
  'mock:organization',
);

const { Stack } = from('@pulumi/pulumi/runtime/stack');
new Stack(async () => ({})); // for what asks for it; the engine makes it before the program runs

/** What the provider's data source makes of its statements. */
function policyDocument({ statements = [], version = '2012-10-17' }) {
  return JSON.stringify({
    Version: version,
    Statement: statements.map((one) => ({
      Effect: one.effect || 'Allow',
      ...(one.sid && { Sid: one.sid }),
      ...(one.actions && { Action: one.actions }),
      ...(one.notActions && { NotAction: one.notActions }),
      ...(one.resources && { Resource: one.resources }),
      ...(one.notResources && { NotResource: one.notResources }),
      ...(one.principals && { Principal: Object.fromEntries(one.principals.map((p) => [p.type, p.identifiers])) }),
      ...(one.conditions && { Condition: Object.fromEntries(one.conditions.map((c) => [c.test, { [c.variable]: c.values }])) }),
    })),
  });
}

// A program may export a function that makes its resources.
process.once('beforeExit', () => {
  const main = require.main && require.main.exports;
  const program = main && (main.default || main);
  if (typeof program === 'function') program();
});

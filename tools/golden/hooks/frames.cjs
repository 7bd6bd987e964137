// Which line of the program made something: the stack as text, so that source maps apply.
'use strict';
const fs = require('node:fs');
const Module = require('node:module');

const ROOT = fs.realpathSync(process.env.GOLDEN_ROOT);
const LOG = process.env.GOLDEN_LOG;
const FRAME = /^\s+at (?:(.*?) \()?(?:file:\/\/)?(\/[^)]*?):(\d+):\d+\)?$/;

Error.stackTraceLimit = 400;

function log(event) {
  fs.appendFileSync(LOG, JSON.stringify(event) + '\n');
}

/** The calls from here outwards: `{name, file, line, own}`, `own` when the file is the program's. */
function frames() {
  return new Error().stack
    .split('\n')
    .map((text) => FRAME.exec(text))
    .filter(Boolean)
    .map(([, name, file, line]) => ({ name: name || '', file, line: Number(line), own: file.startsWith(ROOT + '/') && !file.includes('/node_modules/') }));
}

/** The class that a frame constructs, if any; compilers add underscores to a class that names itself. */
function constructed(frame) {
  return frame.name.startsWith('new ') ? frame.name.slice(4).replace(/^_+/, '') : undefined;
}

/** The names of an object's classes, from its own to the root. */
function classes(object) {
  const names = [];
  for (let p = Object.getPrototypeOf(object); p && p !== Object.prototype; p = Object.getPrototypeOf(p)) {
    names.push((p.constructor.name || '').replace(/^_+/, ''));
  }
  return names;
}

/** Where the program wrote `new …` for `object`: outside the constructors of its own classes, of which each is on the stack once. */
function place(object, stack) {
  const left = classes(object);
  for (const frame of stack) {
    const index = left.indexOf(constructed(frame));
    if (index >= 0) left.splice(index, 1);
    else if (frame.own) return { file: frame.file.slice(ROOT.length + 1), line: frame.line };
  }
  return {};
}

/** Does `found(exports)` once for a module, by what is written in `require(…)`. */
function onLoad(pattern, found) {
  const load = Module._load;
  const seen = new Set();
  Module._load = function (request, ...rest) {
    const exports = load.call(this, request, ...rest);
    if (pattern.test(request) && !seen.has(exports)) {
      seen.add(exports);
      found(exports);
    }
    return exports;
  };
}

// It would take the place of node's own source maps, and does not know those of the loader.
const load = Module._load;
Module._load = function (request, ...rest) {
  return request.startsWith('source-map-support') ? { install() {} } : load.call(this, request, ...rest);
};

module.exports = { classes, constructed, frames, log, onLoad, place };

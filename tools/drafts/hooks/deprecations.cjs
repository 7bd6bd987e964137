// Records each deprecation that aws-cdk-lib warns of, with the innermost line of the program that led to it (none when the program is in another language).
'use strict';
const path = require('node:path');
const { frames, log } = require(path.join(process.env.GOLDEN_HOOKS, 'frames.cjs'));

const ROOT = require('node:fs').realpathSync(process.env.GOLDEN_ROOT);
const warn = console.warn;
console.warn = (...words) => {
  const found = /^(\S+) is deprecated\./.exec(words[0] === '[WARNING]' ? String(words[1]) : '');
  if (!found) return warn(...words);
  const own = frames().find((frame) => frame.own);
  log({ kind: 'deprecation', name: found[1], file: own ? own.file.slice(ROOT.length + 1) : '', line: own ? own.line : 0 });
};

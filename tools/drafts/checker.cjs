// Type-checks TypeScript programs, all of them in one program of the compiler, and tells the errors whose declared type lies in a library.
// stdin: {"packages": folder with node_modules, "programs": [folders], "bindings": {generated path: package path}}; stdout: JSON lines.
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

const input = JSON.parse(fs.readFileSync(0, 'utf8'));
const ts = createRequire(path.join(input.packages, 'x.js'))('typescript');
const CODES = new Set([2353, 2561, 2339, 2551, 2322, 2345, 2741, 2554]);
const OPTIONS = {
  target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10,
  lib: ['lib.es2022.d.ts'], types: ['node'], typeRoots: [path.join(input.packages, 'node_modules', '@types')],
  moduleDetection: ts.ModuleDetectionKind.Force, strict: true, strictPropertyInitialization: false, esModuleInterop: true,
  resolveJsonModule: true, experimentalDecorators: true, skipLibCheck: true, noEmit: true,
};

const files = new Map(); // of each program
const rootNames = input.programs.flatMap((folder) => {
  const found = fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name))
    .filter((name) => /\.[mc]?tsx?$/.test(name) && !name.endsWith('.d.ts') && !name.slice(folder.length).includes('node_modules'));
  files.set(folder, found);
  return found;
});
const programOf = (file) => input.programs.find((folder) => file.startsWith(folder + path.sep));
const host = ts.createCompilerHost(OPTIONS);

/** Documents are not exact about folders: the one file of that name, wherever it lies. */
function byName(importer, specifier) {
  const plain = (name) => path.basename(name).replace(/\.[mc]?[jt]sx?$/, '').replace(/[-_]/g, '').toLowerCase();
  const found = (files.get(programOf(importer)) || []).filter((file) => file !== importer && plain(file) === plain(specifier));
  return found.length === 1 ? { resolvedFileName: found[0], extension: path.extname(found[0]) } : undefined;
}

function resolve(specifier, importer) {
  for (const [generated, target] of Object.entries(input.bindings)) {
    const at = generated.includes('/') ? specifier.indexOf(generated) : -1;
    if (at >= 0) specifier = target + specifier.slice(at + generated.length);
  }
  const from = specifier.startsWith('.') || importer.includes('node_modules') ? importer : path.join(input.packages, 'x.ts');
  const found = ts.resolveModuleName(specifier, from, OPTIONS, host).resolvedModule;
  return found || (specifier.startsWith('.') && programOf(importer) ? byName(importer, specifier) : undefined);
}

host.resolveModuleNameLiterals = (literals, importer) => literals.map((one) => ({ resolvedModule: resolve(one.text, importer) }));
const program = ts.createProgram({ rootNames, options: OPTIONS, host });
const checker = program.getTypeChecker();

const isLibrary = (declaration) => {
  const file = declaration.getSourceFile().fileName;
  return file.includes('/node_modules/') && !/\/node_modules\/(?:typescript|@types)\//.test(file);
};
const declarations = (symbols) => symbols.flatMap((symbol) => (symbol && symbol.declarations) || []);
/** What a type is made of: the options of a union, the items of an array. */
function parts(type) {
  if (!type) return [];
  if (type.isUnionOrIntersection()) return type.types.flatMap(parts);
  return checker.isArrayType(type) ? checker.getTypeArguments(type).flatMap(parts) : [type];
}
const ofType = (type) => declarations([...parts(type).flatMap((one) => [one.symbol, one.aliasSymbol]), type && type.aliasSymbol]);

function nodeAt(file, start) {
  const find = (node) => ts.forEachChild(node, (child) => (child.getStart(file) <= start && start < child.end ? find(child) : undefined)) || node;
  return find(file);
}

/** The object whose member is asked for. */
function asked(node) {
  for (let at = node; at && !ts.isStatement(at); at = at.parent) {
    if (ts.isPropertyAccessExpression(at.parent) && at.parent.name === at) return ofType(checker.getTypeAtLocation(at.parent.expression));
    if (ts.isElementAccessExpression(at.parent)) return ofType(checker.getTypeAtLocation(at.parent.expression));
    if (ts.isQualifiedName(at.parent)) return ofType(checker.getTypeAtLocation(at.parent.left));
    if (ts.isBindingElement(at.parent)) return ofType(checker.getTypeAtLocation(at.parent.parent));
  }
  return [];
}

function signature(call) {
  const found = checker.getResolvedSignature(call);
  return found && found.declaration ? [found.declaration] : ofType(checker.getTypeAtLocation(call.expression));
}

/** What a value is given to: a property, a parameter, a variable. */
function receiver(node) {
  for (let at = node; at.parent; at = at.parent) {
    const up = at.parent;
    if ((ts.isPropertyAssignment(at) || ts.isShorthandPropertyAssignment(at)) && ts.isObjectLiteralExpression(up)) {
      const type = checker.getContextualType(up);
      const known = type && parts(type).map((one) => checker.getPropertyOfType(one, at.name.text)).filter(Boolean);
      if (known && known.length) return declarations(known);
      if (type) return ofType(type);
    }
    if ((ts.isCallExpression(up) || ts.isNewExpression(up)) && (up.arguments || []).includes(at)) return signature(up);
    if (ts.isBinaryExpression(up) && up.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
      const symbol = checker.getSymbolAtLocation(ts.isPropertyAccessExpression(up.left) ? up.left.name : up.left);
      return declarations([symbol]).some(isLibrary) ? declarations([symbol]) : ofType(checker.getTypeAtLocation(up.left));
    }
    if ((ts.isVariableDeclaration(up) || ts.isPropertyDeclaration(up) || ts.isParameter(up)) && up.type) return ofType(checker.getTypeFromTypeNode(up.type));
    if (ts.isReturnStatement(at)) {
      const made = ts.findAncestor(at, (one) => ts.isFunctionLike(one));
      return made && made.type ? ofType(checker.getTypeFromTypeNode(made.type)) : [];
    }
  }
  return [];
}

function literal(node) {
  const object = ts.findAncestor(node, ts.isObjectLiteralExpression);
  return object ? ofType(checker.getContextualType(object) || checker.getTypeAtLocation(object)) : [];
}

function called(node) {
  const call = ts.findAncestor(node, (one) => ts.isCallExpression(one) || ts.isNewExpression(one));
  return call ? signature(call) : [];
}

function target(code, node) {
  if (code === 2339 || code === 2551) return asked(node);
  if (code === 2353 || code === 2561) return literal(node);
  return code === 2554 ? called(node) : receiver(node);
}

/** The innermost part around a node that is of a kind. */
const around = (node, isKind) => ts.findAncestor(node, isKind) || node;
const isCall = (node) => ts.isCallExpression(node) || ts.isNewExpression(node);
const isValue = (node) => ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node) || isCall(node) || ts.isStatement(node);

for (const name of rootNames) {
  const file = program.getSourceFile(name);
  if (!file) continue;
  const lineOf = (position) => file.getLineAndCharacterOfPosition(position).line + 1;
  for (const error of [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]) {
    const node = nodeAt(file, error.start);
    const concerned = CODES.has(error.code) ? target(error.code, node).filter(isLibrary) : [];
    const call = around(node, isCall);
    console.log(JSON.stringify({
      program: programOf(name), code: `TS${error.code}`, file: name, line: lineOf(error.start), end: lineOf(around(node, isValue).end),
      call: [lineOf(call.getStart(file)), lineOf(call.end)], message: ts.flattenDiagnosticMessageText(error.messageText, '\n'),
      library: concerned.length > 0,
    }));
  }
}

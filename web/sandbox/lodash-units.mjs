// Makes two units of the npm package lodash: `lodashFull`, the whole library as it is, and `lodash`, its modules with every
// require() put off until the imported name is used. Most scripts touch two or three methods; evaluating the whole library
// takes longer than everything else together.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from 'acorn';

const folder = dirname(createRequire(import.meta.url).resolve('lodash/package.json'));

// Not modules of one method each.
const collections = new Set([
  'array', 'collection', 'core', 'core.min', 'date', 'fp', 'function', 'index', 'lang', 'lodash', 'lodash.min', 'math', 'number',
  'object', 'seq', 'string', 'util',
]);
// Methods that only make sense with the whole library: they reach the wrapper, or the `_` of templates.
const whole = new Set([
  'chain', 'commit', 'mixin', 'next', 'noConflict', 'plant', 'runInContext', 'tap', 'template', 'templateSettings', 'thru',
  'toIterator', 'toJSON', 'value', 'valueOf', 'wrapperAt', 'wrapperChain', 'wrapperLodash', 'wrapperReverse', 'wrapperValue',
]);

function moduleNames() {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .map((file) => file.slice(0, -3))
    .filter((name) => !collections.has(name));
}

function isFunction(node) {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression';
}
function children(node) {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter((value) => value !== null && typeof value === 'object' && typeof value.type === 'string');
}

// Names that a function declares: parameters, variables, inner functions, itself.
function declaredIn(node) {
  const names = new Set(node.params.map((parameter) => parameter.name));
  if (node.type === 'FunctionExpression' && node.id) names.add(node.id.name);
  const walk = (inner) => {
    if (inner.type === 'VariableDeclarator') names.add(inner.id.name);
    if (inner.type === 'FunctionDeclaration') names.add(inner.id.name);
    if (!isFunction(inner)) children(inner).forEach(walk);
  };
  children(node.body).forEach(walk);
  return names;
}

// [start, end, replacement] of every use of an imported name.
function usesOf(tree, imported) {
  const edits = [];
  const walk = (node, hidden, parent, role) => {
    if (node.type === 'Identifier') {
      const isName =
        (parent.type === 'MemberExpression' && role === 'property' && !parent.computed) ||
        (parent.type === 'Property' && role === 'key' && !parent.computed) ||
        (parent.type === 'VariableDeclarator' && role === 'id') || (isFunction(parent) && role !== 'body');
      if (imported.has(node.name) && !hidden.has(node.name) && !isName) {
        if (parent.type === 'AssignmentExpression' && role === 'left') throw new Error(`${node.name} is assigned`);
        edits.push([node.start, node.end, `(${node.name}||(${node.name}=require(${imported.get(node.name)})))`]);
      }
      return;
    }
    const inner = isFunction(node) ? new Set([...hidden, ...declaredIn(node)]) : hidden;
    for (const [key, value] of Object.entries(node)) {
      for (const child of Array.isArray(value) ? value : [value]) {
        if (child !== null && typeof child === 'object' && typeof child.type === 'string') walk(child, inner, node, key);
      }
    }
  };
  walk(tree, new Set(), { type: 'none' }, '');
  return edits;
}

function lazyModule(name, numbers) {
  const text = readFileSync(join(folder, name + '.js'), 'utf8');
  const tree = parse(text, { ecmaVersion: 2020, sourceType: 'script' });
  const imported = new Map();
  const edits = [];
  for (const statement of tree.body) {
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) {
      if (!init || init.type !== 'CallExpression' || init.callee.name !== 'require') continue;
      const number = numbers.get(init.arguments[0].value.replace('./', ''));
      if (number === undefined) throw new Error(`${name} requires ${init.arguments[0].value}`);
      imported.set(id.name, number);
      edits.push([id.end, init.end, '']);
    }
  }
  edits.push(...usesOf({ ...tree, body: tree.body }, imported).filter(([start]) => !edits.some(([from, to]) => start >= from && start < to)));
  let out = text;
  for (const [start, end, replacement] of edits.sort((a, b) => b[0] - a[0])) {
    out = out.slice(0, start) + replacement + out.slice(end);
  }
  return `function(module,exports,require){${out}\n}`;
}

// Modules that are used together stand together: each piece of the table is made when one of its modules is asked for.
const popular = [
  'get', 'map', 'forEach', 'filter', 'find', 'set', 'has', 'isEmpty', 'reduce', 'some', 'every', 'includes', 'isString', 'isArray',
  'isNil', 'isEqual', 'sortBy', 'orderBy', 'groupBy', 'keyBy', 'uniq', 'uniqBy', 'pick', 'omit', 'merge', 'cloneDeep', 'delay',
  'capitalize', 'join', 'first', 'last', 'range', 'sample', 'random', 'flatten', 'compact', 'toLower', 'trim', 'padStart',
];
const pieceSize = 6;

function inOrderOfUse(names) {
  const requires = (name) =>
    [...readFileSync(join(folder, name + '.js'), 'utf8').matchAll(/require\('\.\/(.*?)'\)/g)].map((found) => found[1]);
  const ordered = new Set();
  const visit = (name) => {
    if (ordered.has(name)) return;
    ordered.add(name);
    requires(name).forEach(visit);
  };
  popular.forEach(visit);
  names.forEach(visit);
  return [...ordered];
}

// Globals of a run that a module touches; the modules of a piece get them together.
const ownGlobals = ['setTimeout', 'clearTimeout', 'Date', 'Buffer', 'Math'];
function globalsOf(modules) {
  const text = modules.join('\n').replace(/Math\.(?!random)/g, '');
  return ownGlobals.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
}

// {loader, pieces}: the unit, and the texts that it asks the worker for. `pairs` writes names of globals as lazy.js takes them.
export function lodashUnit(pairs) {
  const names = inOrderOfUse(moduleNames());
  const numbers = new Map(names.map((name, index) => [name, index]));
  const modules = names.map((name) => lazyModule(name, numbers));
  const methods = names.filter((name) => !name.startsWith('_') && !whole.has(name));
  // A text is searched faster than an object of 300 members is made.
  const table = methods.map((name) => `|${name}:${numbers.get(name)}`).join('') + '|';
  const pieces = [];
  for (let at = 0; at < modules.length; at += pieceSize) {
    const some = modules.slice(at, at + pieceSize);
    const used = globalsOf(some);
    const needed = used.length > 0 ? `need('${pairs(used)}');` : '';
    pieces.push(`(function(need){${needed}return [${some.join(',\n')}]})`);
  }
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const loader = readFileSync(new URL('./src/lodash-loader.js', import.meta.url), 'utf8')
    .replace('/* piece-size */', () => String(pieceSize))
    .replace('/* methods */', () => table)
    .replace('/* version */', () => version);
  return { loader, pieces };
}

// Bundles the units into the folder given as the argument: one file for each, an expression that is a function of `runtime`
// and returns the unit's exports (lazy.js makes that `runtime`).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { lodashUnit } from './lodash-units.mjs';
import { globals, host, inner, needs } from './src/globals.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
mkdirSync(out, { recursive: true });

const define = {
  ...Object.fromEntries(Object.entries(host).map(([name, number]) => ['HOST.' + name, String(number)])),
  global: 'globalThis',
};

// An expression, not a program: only white space may go.
function squeezed(text) {
  const options = { define, target: 'es2022', minifyWhitespace: true, legalComments: 'none' };
  return esbuild.transformSync(text, options).code.trim().replace(/;$/, '');
}

const unitOf = Object.fromEntries(Object.entries(globals).flatMap(([unit, names]) => names.map((name) => [name, unit])));
// "setTimeout timers Date date": what lazy.js takes.
const pairs = (names) => names.map((name) => `${name} ${unitOf[name]}`).join(' ');

function unit(name) {
  const text = readFileSync(join(here, 'src', name + '.js'), 'utf8');
  const needed = needs[name] ? `runtime.need('${pairs(needs[name])}');` : '';
  // Without imports there is nothing to bundle, and the bundler's helpers would be the slower part.
  if (!/^import /m.test(text)) {
    const body = text.replace(/^export default function \((?:runtime)?\) \{/m, '').replace(/\}\s*$/, '');
    return squeezed(`(function(runtime){${needed}${body}})`);
  }
  const bundled = esbuild.buildSync({
    entryPoints: [join(here, 'src', name + '.js')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'exported',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['main'],
    minifyWhitespace: true,
    legalComments: 'none',
    define,
  });
  return `(function(runtime){${needed}${bundled.outputFiles[0].text};return exported.default(runtime)})`;
}

// For the worker: which names to look for in a source, and their units.
writeFileSync(join(out, 'names.js'), pairs(Object.keys(unitOf)));
writeFileSync(join(out, 'lazy.js'), squeezed(readFileSync(join(here, 'src/lazy.js'), 'utf8')));
for (const name of [...Object.keys(globals), ...inner]) {
  if (name !== 'lodash' && name !== 'lazy') writeFileSync(join(out, name + '.js'), unit(name));
}
const { loader, pieces } = lodashUnit(pairs);
writeFileSync(join(out, 'lodash.js'), squeezed(loader));
// One a line: the unit lodashPieces/N.
writeFileSync(join(out, 'lodashPieces.js'), pieces.map((piece) => squeezed(piece).replace(/\n/g, ' ')).join('\n'));

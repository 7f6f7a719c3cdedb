// Bundles the units into the folder given as the argument: boot.js, and one file for each unit, an expression that is a
// function of `runtime` and returns the unit's exports.
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

function boot() {
  const lazy = Object.entries(globals)
    .flatMap(([unit, names]) => names.map((name) => `${name}: '${unit}'`))
    .join(', ');
  const text = readFileSync(join(here, 'src/boot.js'), 'utf8').replace('/* lazy-globals */', lazy)
    .replace('/* unit-needs */', Object.entries(needs).map(([unit, names]) => `${unit}: ${JSON.stringify(names)}`).join(', '));
  return squeezed(text);
}

function unit(name) {
  const text = readFileSync(join(here, 'src', name + '.js'), 'utf8');
  // Without imports there is nothing to bundle, and the bundler's helpers would be the slower part.
  if (!/^import /m.test(text)) {
    return squeezed(`(function(runtime){${text.replace('export default function (runtime)', 'return (function (runtime)').replace('export default function ()', 'return (function ()')})(runtime)})`);
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
  return `(function(runtime){${bundled.outputFiles[0].text};return exported.default(runtime)})`;
}

writeFileSync(join(out, 'boot.js'), boot());
// For the worker: the names to look for in a source.
writeFileSync(join(out, 'names.js'), Object.values(globals).flat().join(' '));
for (const name of [...Object.keys(globals), ...inner]) {
  if (name !== 'lodash') writeFileSync(join(out, name + '.js'), unit(name));
}
const { loader, pieces } = lodashUnit();
writeFileSync(join(out, 'lodash.js'), squeezed(loader));
// One a line: the unit lodashPieces/N.
writeFileSync(join(out, 'lodashPieces.js'), pieces.map((piece) => squeezed(piece).replace(/\n/g, ' ')).join('\n'));

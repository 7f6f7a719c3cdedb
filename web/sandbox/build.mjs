// Bundles the units into the folder given as the argument: boot.js, and one file for each unit, an expression that is a
// function of `runtime` and returns the unit's exports.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { globals, host, inner } from './src/globals.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2];
mkdirSync(out, { recursive: true });

const define = Object.fromEntries(Object.entries(host).map(([name, number]) => ['HOST.' + name, String(number)]));

function boot() {
  const lazy = Object.entries(globals)
    .flatMap(([unit, names]) => names.map((name) => `defineLazy('${name}', '${unit}');`))
    .join('\n');
  const text = readFileSync(join(here, 'src/boot.js'), 'utf8').replace('/* lazy-globals */', lazy);
  return esbuild.transformSync(text, { define, target: 'es2022', minifyWhitespace: true, legalComments: 'none' }).code.trim().replace(/;$/, '');
}

function unit(name) {
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
    define: { ...define, global: 'globalThis' },
  });
  return `(function(runtime){${bundled.outputFiles[0].text};return exported.default(runtime)})`;
}

writeFileSync(join(out, 'boot.js'), boot());
for (const name of [...Object.keys(globals), ...inner]) writeFileSync(join(out, name + '.js'), unit(name));

// The units as the worker evaluates them, in a context of Node's: for tests that compare.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { host as calls } from '../src/globals.mjs';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..');
const built = mkdtempSync(join(tmpdir(), 'sandbox-units-'));
execFileSync(process.execPath, [join(folder, 'build.mjs'), built]);
const pieces = readFileSync(join(built, 'lodashPieces.js'), 'utf8').split('\n');

function source(name) {
  return name.startsWith('lodashPieces/') ? pieces[Number(name.slice(13))] : readFileSync(join(built, name + '.js'), 'utf8');
}

// A fresh context with every global of a script defined.
export function makeContext() {
  const context = vm.createContext({});
  const evaluate = (text) => vm.runInContext(text, context);
  const host = (call, value) => {
    if (call === calls.unit) return evaluate(source(value));
    if (call === calls.isArray) return Array.isArray(value);
    if (call === calls.json) return JSON.stringify(value);
    return call === calls.elapsed ? 1 : undefined;
  };
  evaluate(source('lazy'))(host, '0'.repeat(32), 0, source('names'));
  return { evaluate, context };
}

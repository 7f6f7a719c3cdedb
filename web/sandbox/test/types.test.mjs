// The published types name what is there: every global, and every member of every class.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import { globals } from '../src/globals.mjs';
import { makeContext } from './units.mjs';

const path = new URL('../types/code-action.d.ts', import.meta.url);
const tree = ts.createSourceFile('code-action.d.ts', readFileSync(path, 'utf8'), ts.ScriptTarget.ES2022, true);
const ownTypes = new Set(['args', 'Body']); // given to the script; a part of two classes

const declared = new Map();
for (const statement of tree.statements) {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) declared.set(statement.name.text, statement);
  if (ts.isVariableStatement(statement)) declared.set(statement.declarationList.declarations[0].name.text, statement);
}

test('the types have no syntax errors', () => {
  const program = ts.createProgram([path.pathname], { lib: ['lib.es2022.d.ts'], types: [], noEmit: true, strict: true });
  const errors = ts.getPreEmitDiagnostics(program).map((error) => ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  assert.deepEqual(errors, []);
});

test('every global is declared, except those of the language', () => {
  const missing = Object.values(globals).flat().filter((name) => !declared.has(name) && !['Date', 'Math'].includes(name));
  assert.deepEqual(missing, []);
});

test('everything declared is there', () => {
  const { evaluate } = makeContext();
  const missing = [...declared.keys()].filter((name) => !ownTypes.has(name) && evaluate(`typeof ${name}`) === 'undefined');
  assert.deepEqual(missing, []);
});

test('every declared member of a class is there', () => {
  const { evaluate } = makeContext();
  const instances = {
    Request: "new Request('http://a/')", File: "new File([], 'a')", Event: "new Event('a')", AbortSignal: 'new AbortController().signal',
    URL: "new URL('http://a/')", Buffer: 'Buffer.alloc(1)', FetchError: "new FetchError('a', 'b', 'c')",
  };
  const missing = [];
  for (const [name, statement] of declared) {
    if (!ts.isClassDeclaration(statement) || name === 'Body') continue;
    const members = [...statement.members, ...(name === 'Request' || name === 'Response' ? declared.get('Body').members : [])];
    for (const member of members) {
      if (ts.isConstructorDeclaration(member) || ts.isComputedPropertyName(member.name)) continue;
      const isStatic = (ts.getModifiers(member) || []).some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword);
      const on = isStatic ? name : instances[name] || `new ${name}()`;
      if (!evaluate(`${JSON.stringify(member.name.text)} in (${on})`)) missing.push(`${name}.${member.name.text}`);
    }
  }
  assert.deepEqual(missing, []);
});

test('every declared method of the builder and of console is there', () => {
  const { evaluate } = makeContext();
  const missing = [];
  for (const [type, value] of [['ResponseBuilderInstance', 'ResponseBuilder()'], ['CodeActionConsole', 'console']]) {
    const found = tree.statements.find((statement) => ts.isInterfaceDeclaration(statement) && statement.name.text === type);
    const declaredNames = found.members.map((member) => member.name.text).sort();
    // The builder has what is seldom used in its prototype.
    const there = evaluate(`((value, prototype = Object.getPrototypeOf(value)) => Object.keys(value).concat(prototype === Object.prototype ? [] : Reflect.ownKeys(prototype)))(${value})`).sort();
    if (JSON.stringify(declaredNames) !== JSON.stringify([...there])) missing.push([type, declaredNames, [...there]]);
  }
  assert.deepEqual(missing, []);
});

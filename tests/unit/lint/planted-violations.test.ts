// The linter and the boundaries can fail: each rule of the house is broken on purpose in a small copy of the repository.
// A check that never turned red proves nothing about the code it passes.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');
const folders = ['core', 'db', 'documents', 'electron', 'renderer', 'tests'];

type Case = readonly [what: string, path: string, text: string, rule: string];

/** Crossings of the "may import" column. */
const crossings: readonly Case[] = [
  ['core imports Node', 'core/planted-1.ts', "import 'node:fs';", 'core-imports-nothing'],
  [
    'core imports the store',
    'core/planted-2.ts',
    "import { db } from '../db/innocent.ts';\nvoid db;",
    'core-imports-nothing',
  ],
  ['core imports a package', 'core/planted-3.ts', "import 'react';", 'core-imports-nothing'],
  [
    'core imports a type from outside',
    'core/planted-4.ts',
    "import type { db } from '../db/innocent.ts';\nexport type T = typeof db;",
    'core-imports-nothing',
  ],
  [
    'the window imports the store',
    'renderer/planted-5.tsx',
    "import { db } from '../db/innocent.ts';\nvoid db;",
    'renderer-stays-inside',
  ],
  [
    'the window imports a type of the shell',
    'renderer/planted-6.tsx',
    "import type { electron } from '../electron/innocent.ts';\nexport type T = typeof electron;",
    'renderer-stays-inside',
  ],
  ['the window imports Node', 'renderer/planted-7.ts', "import 'node:path';", 'renderer-has-no-node-builtin'],
  [
    'the shell imports the store',
    'electron/planted-8.ts',
    "import { db } from '../db/innocent.ts';\nvoid db;",
    'electron-stays-inside',
  ],
  [
    'the shell imports paper',
    'electron/planted-9.ts',
    "import { documents } from '../documents/innocent.ts';\nvoid documents;",
    'electron-stays-inside',
  ],
  [
    'the store imports paper',
    'db/planted-10.ts',
    "import { documents } from '../documents/innocent.ts';\nvoid documents;",
    'db-stays-inside',
  ],
  ['the store imports Electron', 'db/planted-11.ts', "import 'electron';", 'only-the-shell-knows-electron'],
  [
    'paper imports the window',
    'documents/planted-12.ts',
    "import { renderer } from '../renderer/innocent.ts';\nvoid renderer;",
    'documents-stays-inside',
  ],
  [
    'the program imports a test',
    'db/planted-13.ts',
    "import { tests } from '../tests/innocent.ts';\nvoid tests;",
    'program-code-knows-no-tests',
  ],
  ['a path leads nowhere', 'db/planted-14.ts', "import './not-there.ts';", 'nothing-unresolved'],
  [
    'a lazy import is an import',
    'core/planted-late.ts',
    "export const late = () => import('node:fs');",
    'core-imports-nothing',
  ],
  [
    'two files need each other',
    'core/planted-one.ts',
    "import { two } from './planted-two.ts';\nexport const one = () => two;",
    'no-circle',
  ],
];

/** The other half of the circle; the cruiser names a circle once. */
const otherHalf = [
  'core/planted-two.ts',
  "import { one } from './planted-one.ts';\nexport const two = () => one;",
] as const;

const store = 'declare const store: { transaction(act: () => unknown): () => void };\n';

/** What the linter refuses inside a file. */
const misdeeds: readonly Case[] = [
  ['any', 'db/planted-lint-1.ts', 'export const thing: any = 1;', '@typescript-eslint/no-explicit-any'],
  [
    'a floating promise',
    'db/planted-lint-2.ts',
    'const later = async () => 1;\nlater();',
    '@typescript-eslint/no-floating-promises',
  ],
  [
    'a promise where a yes or no is asked',
    'db/planted-lint-3.ts',
    'const later = async () => true;\nif (later()) throw new Error();',
    '@typescript-eslint/no-misused-promises',
  ],
  [
    'an async arrow in a transaction',
    'db/planted-lint-4.ts',
    `${store}store.transaction(async () => 1);`,
    'no-restricted-syntax',
  ],
  [
    'an async function in a transaction',
    'db/planted-lint-5.ts',
    `${store}store.transaction(async function act() {});`,
    'no-restricted-syntax',
  ],
  ['the clock in a rule', 'core/planted-lint-6.ts', 'export const t = Date.now();', 'no-restricted-syntax'],
  ['today in a rule', 'core/planted-lint-7.ts', 'export const t = new Date();', 'no-restricted-syntax'],
  ['chance in a rule', 'core/planted-lint-8.ts', 'export const t = Math.random();', 'no-restricted-syntax'],
  [
    'a silenced compiler',
    'db/planted-lint-9.ts',
    "// @ts-ignore\nexport const n: number = 'x';",
    '@typescript-eslint/ban-ts-comment',
  ],
  [
    'a case forgotten',
    'db/planted-lint-10.ts',
    "export function f(x: 'a' | 'b'): number {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 0;\n}",
    '@typescript-eslint/switch-exhaustiveness-check',
  ],
];

/** The same words where they are allowed. */
const allowed: readonly (readonly [what: string, path: string, text: string])[] = [
  ['the clock outside core', 'db/allowed-clock.ts', 'export const t = Date.now();'],
  ['a synchronous transaction', 'db/allowed-transaction.ts', `${store}store.transaction(() => 1);`],
  ['a rule about a given date', 'core/allowed-date.ts', 'export const t = (ms: number) => new Date(ms).toISOString();'],
];

let copy = '';
let before: Outcome;
let boundaries: Outcome;
let lint: Outcome;

type Outcome = { readonly status: number | null; readonly output: string };

/** A repository with the real rules: first one innocent file a folder, then everything planted at once. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'counterfoil-lint-'));
  const rules = ['eslint.config.js', '.dependency-cruiser.cjs', 'tsconfig.base.json', 'tsconfig.json', 'package.json'];
  for (const file of rules) cpSync(join(root, file), join(copy, file));
  for (const folder of folders) {
    mkdirSync(join(copy, folder));
    cpSync(join(root, folder, 'tsconfig.json'), join(copy, folder, 'tsconfig.json'));
    write(`${folder}/innocent.ts`, `export const ${folder} = 1;`);
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
  before = cruise();
  for (const [, path, text] of [...crossings, ...misdeeds, ...allowed]) write(path, text);
  write(...otherHalf);
  boundaries = cruise();
  lint = run('eslint/bin/eslint.js', ['--format', 'json', '.']);
}, 120_000);

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function write(path: string, text: string): void {
  writeFileSync(join(copy, path), `${text}\n`);
}

function run(tool: string, args: readonly string[]): Outcome {
  const outcome = spawnSync(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: copy,
    encoding: 'utf8',
  });
  return { status: outcome.status, output: outcome.stdout + outcome.stderr };
}

function cruise(): Outcome {
  return run('dependency-cruiser/bin/dependency-cruise.mjs', [...folders, '--config', '.dependency-cruiser.cjs']);
}

/** Names of the rules the linter reports for one file. */
function lintRules(path: string): (string | null)[] {
  type File = { filePath: string; messages: { ruleId: string | null }[] };
  const files = JSON.parse(lint.output) as File[];
  const file = files.find(({ filePath }) => filePath.endsWith(`/${path}`));
  expect(file, `${path} was looked at`).toBeDefined();
  return file?.messages.map(({ ruleId }) => ruleId) ?? [];
}

describe('the "may import" column', () => {
  test('an innocent repository passes', () => {
    expect(before.output).toContain('no dependency violations found');
    expect(before.status).toBe(0);
  });

  test.each(crossings)('%s: refused (%s)', (_what, path, _text, rule) => {
    expect(boundaries.output).toContain(`error ${rule}: ${path}`);
    expect(boundaries.status).not.toBe(0);
  });

  test('nobody else is blamed', () => {
    const blamed = [...boundaries.output.matchAll(/error [\w-]+: (\S+)/g)].map((match) => match[1] ?? '');
    expect(blamed.filter((path) => !path.includes('/planted-'))).toEqual([]);
  });
});

describe('the linter', () => {
  test.each(misdeeds)('%s: refused', (_what, path, _text, rule) => {
    expect(lintRules(path)).toContain(rule);
    expect(lint.status).toBe(1);
  });

  test.each(allowed)('%s: allowed', (_what, path) => {
    expect(lintRules(path)).toEqual([]);
  });

  test.each(folders)('an innocent file of %s passes', (folder) => {
    expect(lintRules(`${folder}/innocent.ts`)).toEqual([]);
  });
});

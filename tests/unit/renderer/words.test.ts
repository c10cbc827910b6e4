// Words: three complete languages, none of them unused, and not one sentence written into a screen.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { ERROR_PARAMS } from '../../../core/contract/errors.ts';
import { LOCALES, WORDS } from '../../../renderer/i18n/words.ts';

const RENDERER = join(import.meta.dirname, '../../../renderer');

function flat(words: object, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(words)) {
    const key = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'string') found.set(key, value);
    else for (const [inner, text] of flat(value as object, key)) found.set(inner, text);
  }
  return found;
}

const blanks = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
const sources = (ending: RegExp): { readonly file: string; readonly text: string }[] =>
  readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file) && !/^i18n[\\/](zh|en)/.test(file))
    .map((file) => ({ file, text: readFileSync(join(RENDERER, file), 'utf8') }));

const chinese = flat(WORDS['zh-CN']);

describe('languages', () => {
  test.each(LOCALES)('%s says everything, with the same blanks, and nothing is empty', (locale) => {
    const words = flat(WORDS[locale]);
    expect([...words.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of words) {
      expect(text.trim(), key).not.toBe('');
      expect(blanks(text), key).toEqual(blanks(chinese.get(key) ?? ''));
    }
  });

  test('English has no Chinese, zh-TW no characters that only zh-CN uses', () => {
    for (const [key, text] of flat(WORDS.en)) expect(text, key).not.toMatch(/\p{Script=Han}/u);
    const simplified = /[账码录请输柜员单笔扫设备复钥锁资质发击张应误说这样为续费结转务话]/;
    for (const [key, text] of flat(WORDS['zh-TW'])) expect(text, key).not.toMatch(simplified);
  });

  test('every refusal of the contract has its sentence in every language', () => {
    for (const locale of LOCALES) {
      const words = WORDS[locale].faults as Record<string, unknown>;
      for (const code of Object.keys(ERROR_PARAMS)) {
        const said = words[code] ?? words[`${code}_other`];
        expect(said, `${locale} ${code}`).toBeDefined();
      }
    }
  });

  test('a refusal’s blanks are parameters that the contract sends', () => {
    const added: Record<string, string[]> = {
      LOCKED_OUT: ['minutes', 'time'],
      TARIFF_CELL: ['sentence'],
      BAD_CREDENTIALS_one: ['count'],
      BAD_CREDENTIALS_other: ['count'],
      CODE_WRONG_one: ['count'],
      CODE_WRONG_other: ['count'],
    };
    for (const [code, text] of Object.entries(WORDS['zh-CN'].faults)) {
      if (typeof text !== 'string' || code === 'TIMED_OUT') continue;
      const params = ERROR_PARAMS[code as keyof typeof ERROR_PARAMS] as { shape?: object } | undefined;
      const known = [...Object.keys(params?.shape ?? {}), ...(added[code] ?? [])];
      for (const blank of blanks(text)) expect(known, `${code} ${blank}`).toContain(blank);
    }
  });
});

describe('screens', () => {
  const code = sources(/\.tsx?$/);

  test('no word is unused', () => {
    const all = code.map(({ text }) => text).join('\n');
    // Keys put together from a closed set: `faults.${code}`, `till.money.method.${method}` and the like.
    const families = [...all.matchAll(/`([\w.]+)\.\$\{/g)].map((match) => `${match[1]}.`);
    const unused = [...chinese.keys()].filter((key) => {
      const stem = key.replace(/_(one|other)$/, '');
      if (all.includes(`'${stem}'`)) return false;
      const family = stem.slice(0, stem.lastIndexOf('.') + 1);
      return !families.includes(family);
    });
    expect(unused).toEqual([]);
  });

  test('no sentence is written into a screen', () => {
    const found: string[] = [];
    for (const { file, text } of code.filter(({ file: name }) => name.endsWith('.tsx'))) {
      const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
      const visit = (node: ts.Node): void => {
        const said = spokenText(node);
        if (said !== null && /\p{L}{2}/u.test(said)) found.push(`${file}: ${said.trim()}`);
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
    // A code is an example of a code in every language, and a key is called what stands on its cap.
    expect(found.filter((line) => !/: (A01|Enter)$/.test(line))).toEqual([]);
  });

  test('Chinese stands nowhere in code, not even in a string', () => {
    for (const { file, text } of code) {
      if (file.endsWith('words.ts')) continue;
      const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
      const visit = (node: ts.Node): void => {
        if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) || ts.isJsxText(node)) {
          expect(node.text, file).not.toMatch(/\p{Script=Han}/u);
        }
        ts.forEachChild(node, visit);
      };
      visit(source);
    }
  });
});

const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'title',
  'placeholder',
  'alt',
  'label',
  'hint',
  'fault',
  'legend',
]);

/** What a node says to a person: text between tags, or a literal that is shown or read out, chosen or put together or not. */
function spokenText(node: ts.Node): string | null {
  if (ts.isJsxText(node)) return node.text;
  if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) return literalsIn(node.expression);
  if (!ts.isJsxAttribute(node) || !SPOKEN.has(node.name.getText())) return null;
  const value = node.initializer;
  if (value === undefined) return null;
  if (ts.isStringLiteral(value)) return value.text;
  return ts.isJsxExpression(value) ? literalsIn(value.expression) : null;
}

/** The literal texts an expression may come to; what a function answers is its own affair. */
function literalsIn(node: ts.Expression | undefined): string | null {
  if (node === undefined) return null;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join(' ');
  }
  if (ts.isParenthesizedExpression(node)) return literalsIn(node.expression);
  if (ts.isConditionalExpression(node)) return both(literalsIn(node.whenTrue), literalsIn(node.whenFalse));
  if (!ts.isBinaryExpression(node)) return null;
  const { kind } = node.operatorToken;
  if (kind === ts.SyntaxKind.AmpersandAmpersandToken) return literalsIn(node.right);
  const isChoice = kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
  return isChoice || kind === ts.SyntaxKind.PlusToken ? both(literalsIn(node.left), literalsIn(node.right)) : null;
}

function both(one: string | null, other: string | null): string | null {
  return one === null ? other : other === null ? one : `${one} ${other}`;
}

test('a sentence hidden in an expression is found', () => {
  const found = (jsx: string): string[] => {
    const source = ts.createSourceFile('x.tsx', `const x = ${jsx};`, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const said: string[] = [];
    const visit = (node: ts.Node): void => {
      const text = spokenText(node);
      if (text !== null && text.trim() !== '') said.push(text.trim());
      ts.forEachChild(node, visit);
    };
    visit(source);
    return said;
  };
  expect(found('<p>Pay now</p>')).toEqual(['Pay now']);
  expect(found("<p>{'Pay now'}</p>")).toEqual(['Pay now']);
  expect(found("<p>{due ? 'Pay' : `Paid ${n} of it`}</p>")).toEqual([expect.stringMatching(/^Pay Paid +of it$/)]);
  expect(found("<p title={name ?? 'Nobody'}>{busy && 'Wait'}</p>")).toEqual(['Nobody', 'Wait']);
  expect(found("<p className={'pay'}>{say('till.pay')}</p>")).toEqual([]);
});

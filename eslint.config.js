// What the linter refuses, by folder: `any`, promises nobody waits for, async work inside a transaction, and in core/
// every source of time and chance. Formatting is Biome's, the "may import" column is dependency-cruiser's.
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** better-sqlite3 commits when the callback returns, so an async callback writes after the commit (drizzle #2275). */
const asyncTransaction = [':matches(ArrowFunctionExpression, FunctionExpression)[async=true]'].map((fn) => ({
  selector: `CallExpression[callee.property.name='transaction'] > ${fn}.arguments`,
  message: 'A transaction is synchronous: an async callback would write after the commit.',
}));

/** A rule is (state, command, now, ids) → facts: time and chance are handed in. */
const clockAndChance = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'core/ has no clock: take `now` as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'core/ has no clock: take `now` as a parameter.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'core/ has no clock: take `now` as a parameter.' },
  {
    selector: "MemberExpression[object.name='performance'][property.name='now']",
    message: 'core/ has no clock: take `now` as a parameter.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'core/ has no chance: take ids as parameters.',
  },
  {
    selector: "MemberExpression[object.name='crypto']",
    message: 'core/ has no chance: take ids as parameters.',
  },
];

export default tseslint.config(
  { ignores: ['out/**', 'dist/**', 'node_modules/**', 'test-results/**', '**/*.mjs', '**/*.cjs', '**/*.js'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@typescript-eslint': tseslint.plugin, 'react-hooks': reactHooks },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/ban-ts-comment': 'error',
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-restricted-syntax': ['error', ...asyncTransaction],
    },
  },
  { files: ['core/**/*.ts'], rules: { 'no-restricted-syntax': ['error', ...asyncTransaction, ...clockAndChance] } },
  {
    files: ['renderer/**/*.tsx', 'renderer/**/*.ts'],
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
);

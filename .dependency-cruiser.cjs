// The "may import" column of the folder map: who may know whom.
// core knows nothing; db, documents, electron and renderer know core and never each other; tests know everything.
const outside = (from, allowed, comment) => ({
  name: `${from}-stays-inside`,
  comment,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: '^(core|db|documents|electron|renderer|tests|scripts)/', pathNot: `^(${allowed.join('|')})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'core-imports-nothing',
      comment: 'core/ is pure rules: no Node, SQL, Electron or React; of packages only zod and currency.js.',
      severity: 'error',
      from: { path: '^core/' },
      to: { pathNot: '^core/|(^|/)node_modules/(zod|currency[.]js)/' },
    },
    outside('db', ['db', 'core'], 'The ledger process knows the rules and nothing of windows or paper.'),
    outside('documents', ['documents', 'core'], 'Paper is made from layouts; it knows no ledger and no shell.'),
    outside(
      'electron',
      ['electron', 'core'],
      'The shell starts db/ and documents/ as programs and never imports them.',
    ),
    outside('renderer', ['renderer', 'core'], 'A window knows the contract; all else reaches it over its port.'),
    {
      name: 'renderer-has-no-native',
      comment: 'The window is sandboxed: what needs Electron, SQLite or a file system does not run there.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '(^|/)node_modules/(electron|better-sqlite3|pdfmake)/' },
    },
    {
      name: 'renderer-has-no-node-builtin',
      comment: 'The window is sandboxed: a Node or Electron module there is a mistake.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-the-shell-knows-electron',
      comment: 'The ledger and the paper run under plain Node and are tested there.',
      severity: 'error',
      from: { path: '^(core|db|documents|renderer)/' },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      comment: 'A path that leads nowhere would hide what it crosses.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '[.](css|svg|png)' },
    },
    {
      name: 'program-code-knows-no-tests',
      comment: 'No fake path in what is shipped.',
      severity: 'error',
      from: { path: '^(core|db|documents|electron|renderer|scripts)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};

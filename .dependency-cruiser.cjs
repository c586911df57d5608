/** The rule of the folders: imports only point downwards in the table of docs/architecture.md. */
const may = {
  domain: [],
  store: ['domain'],
  office: ['domain', 'store'],
  workflows: [],
  mail: ['domain'],
  documents: ['domain'],
  activities: ['domain', 'office', 'store', 'documents', 'mail'],
  worker: ['domain', 'activities', 'office', 'store', 'scripts'],
  api: ['domain', 'office', 'store', 'documents'],
  web: ['domain', 'office', 'store', 'documents', 'mail', 'api'],
  scripts: [],
};
const ours = [...Object.keys(may), 'commands', 'trials', 'test'];

module.exports = {
  forbidden: [
    ...Object.entries(may).map(([folder, allowed]) => ({
      name: `${folder}-imports-downwards`,
      severity: 'error',
      from: { path: `^${folder}/` },
      to: {
        path: `^(${ours.filter((each) => each !== folder && !allowed.includes(each)).join('|')})/`,
        // Types vanish when Node strips them: workflows know the activities' types, activities the timeline's.
        dependencyTypesNot: ['type-only'],
      },
    })),
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-is-pure',
      comment: 'No I/O, no clock, no package in the rules.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'] },
    },
    {
      name: 'workflows-hold-only-the-sdk',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { pathNot: ['^workflows/', '^domain/', '@temporalio/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'clock-stays-outside',
      severity: 'error',
      from: { path: '^(domain|store|workflows)/' },
      to: { path: '^clock\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    { name: 'no-orphans-of-packages', severity: 'error', from: {}, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependency-in-the-program',
      severity: 'error',
      from: { pathNot: '^(test|trials|vitest)' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(var|web/assets)' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'require', 'default', 'types'],
    },
  },
};

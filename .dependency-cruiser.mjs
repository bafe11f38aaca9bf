// Who may import whom. The rules are tried on a tree with one forbidden import each in
// scripts/imports/rules.test.js, because a rule with a wrong pattern forbids nothing and says nothing.

const tests = '(\\.test\\.tsx?$|\\.spec\\.tsx?$|/test/|/mocks/|^apps/e2e/|(vite|vitest|playwright)\\.[^/]*$)'
const zod = 'node_modules/(\\.pnpm/)?zod[@/]'

/** Features of the API in the order in which they build on each other: each may import those it lists. */
const features = {
  activity: [],
  sessions: [],
  tokens: [],
  connections: ['activity', 'sessions', 'tokens'],
  accounts: ['activity', 'sessions', 'tokens', 'connections'],
  oauth: ['activity', 'sessions', 'tokens', 'connections', 'accounts'],
  'workspace-data': ['connections'],
  webhooks: ['connections'],
}

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const featureRules = Object.entries(features).map(([feature, below]) => ({
  name: `features-import-downwards-${feature}`,
  severity: 'error',
  comment: `${feature} may import only ${['platform', ...below].join(', ')}`,
  from: { path: `^apps/api/src/${feature}/`, pathNot: tests },
  to: { path: `^apps/api/src/(?!(?:${['platform', 'config', feature, ...below].join('|')})/)[^/]+/` },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved-imports',
      severity: 'error',
      comment: 'An import that leads nowhere escapes every other rule',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'apps-never-import-apps',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'packages-never-import-apps',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^apps/' },
    },
    {
      name: 'web-imports-the-contract-only',
      severity: 'error',
      from: { path: '^apps/web/', pathNot: tests },
      to: { path: '^packages/', pathNot: '^packages/shared/src/contract/' },
    },
    {
      name: 'web-imports-plain-data-and-types-only',
      severity: 'error',
      comment: 'No schema library in the first load: values come from contract/plain',
      from: { path: '^apps/web/src/', pathNot: tests },
      to: {
        path: `(^packages/shared/src/contract/(?!plain\\.ts$)|${zod})`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'plain-contract-reaches-no-schema',
      severity: 'error',
      from: { path: '^packages/shared/src/contract/plain\\.ts$' },
      to: { path: zod, reachable: true },
    },
    {
      name: 'contract-imports-zod-only',
      severity: 'error',
      from: { path: '^packages/shared/src/contract/', pathNot: tests },
      to: { pathNot: `(^packages/shared/src/contract/|${zod})` },
    },
    {
      name: 'intercom-client-imports-few',
      severity: 'error',
      from: { path: '^packages/shared/src/intercom/', pathNot: tests },
      to: {
        pathNot: '(^packages/shared/src/intercom/|node_modules/(\\.pnpm/)?(zod|oauth4webapi|undici)[@/])',
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'emulator-imports-signing-only',
      severity: 'error',
      comment: "The emulator must not mirror a bug of the client's parsers",
      from: { path: '^packages/intercom-emulator/src/', pathNot: tests },
      to: { path: '^packages/shared/', pathNot: '^packages/shared/src/intercom/signing(/|\\.ts$)' },
    },
    {
      name: 'platform-never-imports-a-feature',
      severity: 'error',
      from: { path: '^apps/api/src/platform/', pathNot: tests },
      to: { path: '^apps/api/src/(?!platform/|config/)[^/]+/' },
    },
    ...featureRules,
    {
      name: 'features-through-their-front-door',
      severity: 'error',
      from: { path: '^apps/(api/src|web/src/features)/([^/]+)/', pathNot: tests },
      to: { path: '^apps/$1/(?!platform/)[^/]+/', pathNot: '^apps/$1/($2/|[^/]+/index\\.tsx?$)' },
    },
    {
      name: 'app-through-front-doors',
      severity: 'error',
      from: { path: '^apps/api/src/[^/]+\\.ts$', pathNot: tests },
      to: { path: '^apps/api/src/(?!platform/|config/)[^/]+/(?!index\\.ts$)' },
    },
    {
      name: 'test-packages-only-in-tests',
      severity: 'error',
      from: { path: '^(apps|packages/shared)/', pathNot: tests },
      to: { path: '^packages/(test-kit|intercom-emulator)/' },
    },
    {
      name: 'emulator-without-test-kit',
      severity: 'error',
      from: { path: '^packages/intercom-emulator/', pathNot: tests },
      to: { path: '^packages/test-kit/' },
    },
    {
      name: 'production-never-imports-tests',
      severity: 'error',
      from: { pathNot: tests },
      to: { path: '\\.(test|spec)\\.tsx?$' },
    },
    {
      name: 'scripts-without-dependencies',
      severity: 'error',
      comment: 'The scripts run before anything is installed',
      from: { path: '^scripts/', pathNot: '(\\.test\\.js|\\.config\\.(js|ts))$' },
      to: { dependencyTypesNot: ['core', 'local', 'type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: {
      path: '(^|/)(dist|\\.turbo|\\.data|test-results|playwright-report|coverage)/|mockServiceWorker\\.js$',
    },
    // Without this, an import of types only would be invisible to every rule.
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
    moduleSystems: ['es6', 'cjs'],
  },
}

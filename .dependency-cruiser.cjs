// Who may import whom (the house's arrows). Each room lists what it may see of the others; everything else is forbidden.
const MAY_SEE = {
  'firmware-protocol': [],
  'processing/src/model': ['firmware-protocol'],
  'processing/src/analysis': ['firmware-protocol', 'processing/src/model'],
  'processing/src/graph': ['firmware-protocol', 'processing/src/model', 'processing/src/analysis'],
  'processing/src/storage': ['firmware-protocol', 'processing/src/model'],
  'ingest/src': ['firmware-protocol', 'processing/src/model'],
  'sessions/src': ['firmware-protocol', 'processing/src', 'ingest/src'],
  'dashboard/shared/src': ['firmware-protocol', 'processing/src/model'],
  'dashboard/server/src': ['firmware-protocol', 'processing/src', 'ingest/src', 'sessions/src', 'dashboard/shared'],
  'dashboard/web/src': ['firmware-protocol', 'processing/src/model', 'processing/src/analysis', 'dashboard/shared'],
}
const ROOMS = '^(firmware-protocol|processing|ingest|sessions|dashboard)/'

const rooms = Object.entries(MAY_SEE).map(([room, seen]) => ({
  name: `${room.replaceAll('/', '-')}-sees-only`,
  comment: `${room} may import only: ${seen.join(', ') || 'nothing of the house'}`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: { path: ROOMS, pathNot: [room, ...seen].map((p) => `^${p}/`) },
}))

module.exports = {
  forbidden: [
    ...rooms,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'front-door',
      comment: 'solestream.ts may import sessions, ingest and dashboard/server',
      severity: 'error',
      from: { path: '^(solestream\\.ts$|commands/)' },
      to: { path: ROOMS, pathNot: '^(sessions|ingest|dashboard/server)/' },
    },
    {
      name: 'noble-only-in-ble',
      severity: 'error',
      from: { pathNot: '^ingest/src/ble/' },
      to: { path: '@abandonware/noble' },
    },
    {
      name: 'bleno-only-in-peripheral',
      severity: 'error',
      from: { pathNot: '^ingest/src/peripheral/' },
      to: { path: '@abandonware/bleno' },
    },
    {
      name: 'rxjs-only-in-the-graph',
      comment: 'processing/graph is the only RxJS wiring; sessions runs it',
      severity: 'error',
      from: { path: ROOMS, pathNot: '^(processing/(src/graph|test|bench)|sessions)/' },
      to: { path: 'node_modules/rxjs' },
    },
    {
      name: 'test-help-only-in-tests',
      severity: 'error',
      from: { path: '/src/', pathNot: '^testing/' },
      to: { path: '^testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules/(?!@abandonware|rxjs))' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js'],
    },
  },
}

/** Method and path of everything under /api, by the name that OpenAPI calls operationId. Light: it loads with the server. */
export const ROUTES = {
  getHealth: ['GET', '/api/health'],
  getOpenApi: ['GET', '/api/openapi.json'],

  getMe: ['GET', '/api/v1/me'],
  signIn: ['POST', '/api/v1/sign-in'],
  signOut: ['POST', '/api/v1/sign-out'],
  setUp: ['POST', '/api/v1/set-up'],
  changePassword: ['POST', '/api/v1/me/password'],
  offerSecondFactor: ['POST', '/api/v1/me/second-factor/offer'],
  startSecondFactor: ['POST', '/api/v1/me/second-factor/start'],
  stopSecondFactor: ['POST', '/api/v1/me/second-factor/stop'],
  listTokens: ['GET', '/api/v1/me/tokens'],
  createToken: ['POST', '/api/v1/me/tokens'],
  revokeToken: ['DELETE', '/api/v1/me/tokens/:id'],

  getStatus: ['GET', '/api/v1/status'],
  startRecording: ['POST', '/api/v1/recording/start'],
  addMarker: ['POST', '/api/v1/recording/markers'],
  stopRecording: ['POST', '/api/v1/recording/stop'],

  tare: ['POST', '/api/v1/calibration/tare'],
  calibrateByBodyWeight: ['POST', '/api/v1/calibration/body-weight'],
  cancelCalibration: ['POST', '/api/v1/calibration/cancel'],

  setBelt: ['POST', '/api/v1/belt'],
  connectTreadmill: ['POST', '/api/v1/treadmill/connect'],
  disconnectTreadmill: ['POST', '/api/v1/treadmill/disconnect'],

  startFeedback: ['POST', '/api/v1/feedback/start'],
  stopFeedback: ['POST', '/api/v1/feedback/stop'],

  getGuide: ['GET', '/api/v1/guide'],
  beginGuide: ['POST', '/api/v1/guide/begin'],
  goGuide: ['POST', '/api/v1/guide/step'],
  measureGuide: ['POST', '/api/v1/guide/measure'],
  leaveGuide: ['POST', '/api/v1/guide/leave'],

  listSessions: ['GET', '/api/v1/sessions'],
  getSession: ['GET', '/api/v1/sessions/:id'],
  getStrides: ['GET', '/api/v1/sessions/:id/strides'],
  getStridesCsv: ['GET', '/api/v1/sessions/:id/strides.csv'],
  exportSession: ['GET', '/api/v1/sessions/:id/export'],
  getReportPdf: ['GET', '/api/v1/sessions/:id/report.pdf'],
  compareSessions: ['GET', '/api/v1/compare'],

  listPeople: ['GET', '/api/v1/people'],
  createPerson: ['POST', '/api/v1/people'],
  getPerson: ['GET', '/api/v1/people/:pseudonym'],
  changePerson: ['PUT', '/api/v1/people/:pseudonym'],
  erasePerson: ['DELETE', '/api/v1/people/:pseudonym'],
  exportPerson: ['GET', '/api/v1/people/:pseudonym/export'],
  listConsents: ['GET', '/api/v1/people/:pseudonym/consents'],
  giveConsent: ['POST', '/api/v1/people/:pseudonym/consents'],
  withdrawConsent: ['POST', '/api/v1/people/:pseudonym/consents/:id/withdraw'],
  listTherapists: ['GET', '/api/v1/therapists'],
  assignTherapist: ['PUT', '/api/v1/people/:pseudonym/therapists/:id'],
  releaseTherapist: ['DELETE', '/api/v1/people/:pseudonym/therapists/:id'],
  getPatientAccount: ['GET', '/api/v1/people/:pseudonym/account'],
  makePatientLink: ['POST', '/api/v1/people/:pseudonym/account'],
  getPersonLog: ['GET', '/api/v1/people/:pseudonym/log'],

  getTrends: ['GET', '/api/v1/people/:pseudonym/trends'],
  listGoals: ['GET', '/api/v1/people/:pseudonym/goals'],
  agreeGoal: ['POST', '/api/v1/people/:pseudonym/goals'],
  endGoal: ['POST', '/api/v1/people/:pseudonym/goals/:id/end'],
  listNotes: ['GET', '/api/v1/people/:pseudonym/notes'],
  writeNote: ['POST', '/api/v1/people/:pseudonym/notes'],

  listAccounts: ['GET', '/api/v1/accounts'],
  createAccount: ['POST', '/api/v1/accounts'],
  disableAccount: ['PUT', '/api/v1/accounts/:id/disabled'],
  resetPassword: ['PUT', '/api/v1/accounts/:id/password'],
  getLog: ['GET', '/api/v1/log'],
} as const satisfies Record<string, readonly [method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string]>

export type RouteName = keyof typeof ROUTES
export const ROUTE_NAMES = Object.keys(ROUTES) as readonly RouteName[]

/** Not in the table: Fastify never sees an upgrade. */
export const LIVE_PATH = '/api/v1/live'

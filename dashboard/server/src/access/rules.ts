import type { Role, Scope, Viewer } from '@solestream/sessions/people'
import { coded, problem } from '../problems.ts'
import type { RouteName } from '../routeTable.ts'
import type { ProblemDocument } from '@solestream/dashboard-shared'

/** Who may use a route at all. Whose data it then gives is asked for each person (see sight.ts). */
export interface Rule {
  readonly roles: readonly Role[] | 'anyone'
  /** What a token needs; null: people only. */
  readonly scope: Scope | null
  /** Also while nobody has an account: the demo on this computer. */
  readonly open: boolean
}

const EVERY_ROLE: readonly Role[] = ['administrator', 'therapist', 'researcher', 'patient']
const anyone: Rule = { roles: 'anyone', scope: null, open: true }
const rule = (roles: readonly Role[], scope: Scope | null, open: boolean): Rule => ({ roles, scope, open })

const own = rule(EVERY_ROLE, null, false)
const measured = (scope: Scope) => rule(['therapist', 'researcher', 'patient'], scope, true)
const recording = rule(['therapist'], 'record', true)
const treating = rule(['therapist'], null, false)
const treatingOrSelf = rule(['therapist', 'patient'], null, false)
const administering = rule(['administrator'], null, false)

export const RULES: Readonly<Record<RouteName | 'live', Rule>> = {
  getHealth: anyone,
  getOpenApi: rule(EVERY_ROLE, 'read', true),
  getMe: anyone,
  signIn: anyone,
  setUp: anyone,
  signOut: own,
  changePassword: own,
  offerSecondFactor: own,
  startSecondFactor: own,
  stopSecondFactor: own,
  listTokens: own,
  createToken: own,
  revokeToken: own,

  live: rule(['therapist', 'patient'], 'read', true),
  getStatus: rule(['therapist', 'patient'], 'read', true),
  startRecording: recording,
  addMarker: recording,
  stopRecording: recording,
  tare: recording,
  calibrateByBodyWeight: recording,
  cancelCalibration: recording,
  setBelt: recording,
  connectTreadmill: recording,
  disconnectTreadmill: recording,
  startFeedback: recording,
  stopFeedback: recording,
  getGuide: recording,
  beginGuide: recording,
  goGuide: recording,
  measureGuide: recording,
  leaveGuide: recording,

  listSessions: measured('read'),
  getSession: measured('read'),
  getStrides: measured('read'),
  getStridesCsv: measured('export'),
  exportSession: measured('export'),
  getReportPdf: measured('export'),
  compareSessions: measured('read'),

  listPeople: rule(['therapist'], null, true),
  createPerson: treating,
  // Made-up people only, while nobody has an account.
  getPerson: rule(['therapist', 'patient'], null, true),
  changePerson: treating,
  erasePerson: treating,
  exportPerson: treatingOrSelf,
  listConsents: treatingOrSelf,
  giveConsent: treating,
  withdrawConsent: treatingOrSelf,
  listTherapists: treating,
  assignTherapist: treating,
  releaseTherapist: treating,
  getPatientAccount: treating,
  makePatientLink: treating,
  getPersonLog: treatingOrSelf,

  getTrends: measured('read'),
  listGoals: treatingOrSelf,
  agreeGoal: treating,
  endGoal: treating,
  listNotes: treatingOrSelf,
  writeNote: treatingOrSelf,

  listAccounts: administering,
  createAccount: administering,
  disableAccount: administering,
  resetPassword: administering,
  getLog: administering,
}

/** Null: the viewer may use the route. `viewer` null: not signed in although somebody has an account. */
export function refusal(name: RouteName | 'live', viewer: Viewer | null): ProblemDocument | null {
  const { roles, scope, open } = RULES[name]
  if (roles === 'anyone') return null
  if (viewer === null) return coded('sign-in-needed', 'signInNeeded')
  if (viewer.account === null) {
    if (open) return null
    return coded('not-allowed', 'accountNeeded')
  }
  if (!roles.includes(viewer.account.role)) return coded('not-allowed', 'notAllowed', { role: viewer.account.role })
  if (viewer.scopes !== null && (scope === null || !viewer.scopes.includes(scope)))
    return problem(
      'not-allowed',
      scope === null ? 'No token may do this.' : `The token lacks the scope ${scope}.`,
      scope === null ? 'Sign in on the page.' : 'Make a token with that scope.',
    )
  return null
}

import type {
  AccountDocument,
  AuditEntryDocument,
  BodyWeight,
  CalibrationOutcomeDocument,
  CalibrationStatusDocument,
  ComparisonDocument,
  ConsentDocument,
  ErasedDocument,
  BeltDocument,
  BeltStatusDocument,
  FeedbackDocument,
  FeedbackPlanDocument,
  BeginGuide,
  GoalDocument,
  GuideDocument,
  GoalsDocument,
  MeDocument,
  NewAccount,
  PatientAccountDocument,
  SetUpLinkDocument,
  NewConsent,
  NewGoal,
  NoteDocument,
  NotesDocument,
  NewPerson,
  NewToken,
  PersonDocument,
  ProblemDocument,
  SecondFactorOffer,
  SessionDocument,
  SessionsDocument,
  StridesDocument,
  TherapistsDocument,
  TrendDocument,
  TokenDocument,
} from '@solestream/dashboard-shared'
import { UNATTENDED } from '@solestream/dashboard-shared'
import type { Language } from '@solestream/dashboard-shared/language'
import type { Side } from '@solestream/processing/model'
import { spoken, t } from '../words/say.ts'

/** A request that was not done: what happened and what the reader can do. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault'
  /** What kind it is, for programs: of the server's problem, or one of FAULT. */
  readonly type: string
  readonly status: number
  readonly mend: string
  /** Its words are the server's, which are English. */
  readonly foreign: boolean
  constructor(type: string, status: number, message: string, mend: string, foreign = false) {
    super(message)
    this.type = type
    this.status = status
    this.mend = mend
    this.foreign = foreign
  }
}

/** Kinds that this page tells apart. */
export const PROBLEM = { signInNeeded: 'urn:solestream:problem:sign-in-needed', codeNeeded: 'urn:solestream:problem:code-needed' } as const
/** Faults that no problem of the server stands behind: it did not answer, it answered something else, or this page failed. */
const FAULT = {
  noAnswer: 'urn:solestream:page:no-answer',
  unknownAnswer: 'urn:solestream:page:unknown-answer',
  page: 'urn:solestream:page:fault',
}

/** Whatever was thrown, as what can be said of it. */
export const faultOf = (error: unknown, mend = t('faults.tryAgain')): RequestFault =>
  error instanceof RequestFault ? error : new RequestFault(FAULT.page, 0, String(error), mend)

const isProblem = (value: unknown): value is ProblemDocument =>
  typeof value === 'object' && value !== null && 'detail' in value && 'type' in value && typeof value.type === 'string'

/** In the page's own words where it knows the sentences by their code. */
function faultOfProblem({ type, detail, mend, code = '', values = {} }: ProblemDocument, status: number): RequestFault {
  const [said, mended] = [`faults.${code}`, `faults.${code}Mend`]
  const { has, text, language } = spoken()
  if (has(said) && has(mended)) return new RequestFault(type, status, text(said, values), text(mended, values))
  return new RequestFault(type, status, detail, mend, language !== 'en')
}

let signedOut = (): void => undefined
/** Told when an answer says that nobody is signed in here (any more). */
export const onSignedOut = (listener: () => void): void => {
  signedOut = listener
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

async function request<T>(
  path: string,
  body?: object,
  method: Method = body === undefined ? 'GET' : 'POST',
  more: Readonly<Record<string, string>> = {},
): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new RequestFault(FAULT.noAnswer, 0, t('faults.noAnswer'), t('faults.noAnswerMend'))
  }
  const document: unknown = await response.json().catch(() => null)
  if (response.ok) return document as T
  if (isProblem(document) && document.type === PROBLEM.signInNeeded) signedOut()
  if (isProblem(document)) throw faultOfProblem(document, response.status)
  throw new RequestFault(
    FAULT.unknownAnswer,
    response.status,
    t('faults.unknownAnswer', { status: response.status }),
    t('faults.unknownAnswerMend'),
  )
}

const session = (id: string): string => `/sessions/${encodeURIComponent(id)}`

export const startRecording = (condition: string, pseudonym: string | null): Promise<{ readonly id: string }> =>
  request('/recording/start', {
    ...(condition.trim() === '' ? {} : { condition: condition.trim() }),
    ...(pseudonym === null ? {} : { pseudonym }),
  })
export const stopRecording = (): Promise<{ readonly id: string }> => request('/recording/stop', {})
export const addMarker = (label: string): Promise<unknown> => request('/recording/markers', { label })
export const tare = (side: Side | 'both'): Promise<CalibrationOutcomeDocument> => request('/calibration/tare', { side })
export const calibrateByBodyWeight = (bodyMass_kg: number, exercise: BodyWeight['exercise']): Promise<CalibrationStatusDocument> =>
  request('/calibration/body-weight', { bodyMass_kg, exercise })
export const cancelCalibration = (): Promise<CalibrationStatusDocument> => request('/calibration/cancel', {})
/** How long the server takes to answer the smallest question, ms. */
export async function timeRoundTrip(): Promise<number> {
  const asked_ms = performance.now()
  await request('/me', undefined, 'GET', { [UNATTENDED]: '1' })
  return performance.now() - asked_ms
}

type GuideAnswer = { readonly guide: GuideDocument | null }
/** Asked for all the time while its page is open: no act of a person. */
export const getGuide = (): Promise<GuideAnswer> => request('/guide', undefined, 'GET', { [UNATTENDED]: '1' })
export const beginGuide = (about: BeginGuide): Promise<GuideAnswer> => request('/guide/begin', about)
export const goGuide = (step: GuideDocument['step']): Promise<GuideAnswer> => request('/guide/step', { step })
export const measureGuide = (): Promise<GuideAnswer> => request('/guide/measure', {})
export const leaveGuide = (): Promise<GuideAnswer> => request('/guide/leave', {})

type BeltAnswer = { readonly belt: BeltStatusDocument }
export const setBelt = (belt: BeltDocument): Promise<BeltAnswer> => request('/belt', belt)
export const connectTreadmill = (): Promise<BeltAnswer> => request('/treadmill/connect', {})
export const disconnectTreadmill = (): Promise<BeltAnswer> => request('/treadmill/disconnect', {})

type FeedbackAnswer = { readonly feedback: FeedbackDocument | null }
export const startFeedback = (plan: FeedbackPlanDocument): Promise<FeedbackAnswer> => request('/feedback/start', plan)
export const stopFeedback = (): Promise<FeedbackAnswer> => request('/feedback/stop', {})
export const getSessions = (before: string | null): Promise<SessionsDocument> =>
  request(before === null ? '/sessions' : `/sessions?before=${encodeURIComponent(before)}`)
export const getSession = (id: string, language: Language): Promise<SessionDocument> => request(`${session(id)}?language=${language}`)
export const getStrides = (id: string): Promise<StridesDocument> => request(`${session(id)}/strides`)
export const getComparison = (
  a: string,
  b: string,
  speeds: { readonly speedA?: string; readonly speedB?: string },
): Promise<ComparisonDocument> => request(`/compare?${new URLSearchParams({ a, b, ...speeds }).toString()}`)
export const reportPdfPath = (id: string, language: Language): string => `/api/v1${session(id)}/report.pdf?language=${language}`
export const stridesCsvPath = (id: string): string => `/api/v1${session(id)}/strides.csv`

const person = (pseudonym: string): string => `/people/${encodeURIComponent(pseudonym)}`
const older = (before: number | null): string => (before === null ? '' : `?before=${before}`)

/** `attended`: because of a person's act, which puts the automatic sign-out off; what the page asks by itself does not. */
export const getMe = (attended: boolean): Promise<MeDocument> => request('/me', undefined, 'GET', attended ? {} : { [UNATTENDED]: '1' })
export const signIn = (name: string, password: string, code: string | null): Promise<MeDocument> =>
  request('/sign-in', { name, password, ...(code === null ? {} : { code }) })
export const signOut = (): Promise<MeDocument> => request('/sign-out', {})
export const setUp = (secret: string, name: string, password: string): Promise<MeDocument> => request('/set-up', { secret, name, password })
export const changePassword = (current: string, password: string, code: string | null): Promise<MeDocument> =>
  request('/me/password', { current, password, ...(code === null ? {} : { code }) })
export const offerSecondFactor = (): Promise<SecondFactorOffer> => request('/me/second-factor/offer', {})
export const startSecondFactor = (secret: string, code: string, password: string): Promise<MeDocument> =>
  request('/me/second-factor/start', { secret, code, password })
export const stopSecondFactor = (code: string, password: string): Promise<MeDocument> =>
  request('/me/second-factor/stop', { code, password })
export const getTokens = (): Promise<{ readonly tokens: readonly TokenDocument[] }> => request('/me/tokens')
export const createToken = (token: NewToken): Promise<{ readonly token: TokenDocument; readonly secret: string }> =>
  request('/me/tokens', token)
export const revokeToken = (id: number): Promise<unknown> => request(`/me/tokens/${id}`, undefined, 'DELETE')

export const getPeople = (): Promise<{ readonly people: readonly PersonDocument[] }> => request('/people')
export const createPerson = (facts: NewPerson): Promise<PersonDocument> => request('/people', facts)
export const getPerson = (pseudonym: string): Promise<PersonDocument> => request(person(pseudonym))
export const changePerson = (pseudonym: string, facts: NewPerson): Promise<PersonDocument> => request(person(pseudonym), facts, 'PUT')
export const erasePerson = (pseudonym: string): Promise<ErasedDocument> => request(person(pseudonym), undefined, 'DELETE')
export const personExportPath = (pseudonym: string): string => `/api/v1${person(pseudonym)}/export`
export const getSessionsOf = (pseudonym: string): Promise<SessionsDocument> =>
  request(`/sessions?limit=100&pseudonym=${encodeURIComponent(pseudonym)}`)
export const getConsents = (pseudonym: string): Promise<{ readonly consents: readonly ConsentDocument[] }> =>
  request(`${person(pseudonym)}/consents`)
export const giveConsent = (pseudonym: string, purpose: NewConsent['purpose'], version: string): Promise<ConsentDocument> =>
  request(`${person(pseudonym)}/consents`, { purpose, version })
export const withdrawConsent = (pseudonym: string, id: number): Promise<unknown> =>
  request(`${person(pseudonym)}/consents/${id}/withdraw`, {})
export const getTherapists = (): Promise<TherapistsDocument> => request('/therapists')
export const assignTherapist = (pseudonym: string, id: number): Promise<PersonDocument> =>
  request(`${person(pseudonym)}/therapists/${id}`, undefined, 'PUT')
export const releaseTherapist = (pseudonym: string, id: number): Promise<PersonDocument> =>
  request(`${person(pseudonym)}/therapists/${id}`, undefined, 'DELETE')
export const getPatientAccount = (pseudonym: string): Promise<PatientAccountDocument> => request(`${person(pseudonym)}/account`)
export const makePatientLink = (pseudonym: string): Promise<SetUpLinkDocument> => request(`${person(pseudonym)}/account`, {})
export const getPersonLog = (pseudonym: string, before: number | null): Promise<{ readonly entries: readonly AuditEntryDocument[] }> =>
  request(`${person(pseudonym)}/log${older(before)}`)

export const getAccounts = (): Promise<{ readonly accounts: readonly AccountDocument[] }> => request('/accounts')
export const createAccount = (account: NewAccount): Promise<SetUpLinkDocument> => request('/accounts', account)
export const disableAccount = (id: number, disabled: boolean): Promise<AccountDocument> =>
  request(`/accounts/${id}/disabled`, { disabled }, 'PUT')
export const resetPassword = (id: number): Promise<SetUpLinkDocument> => request(`/accounts/${id}/password`, {}, 'PUT')
export const getLog = (before: number | null): Promise<{ readonly entries: readonly AuditEntryDocument[] }> =>
  request(`/log${older(before)}`)

export const getTrends = (pseudonym: string, metrics: readonly string[]): Promise<TrendDocument> =>
  request(`${person(pseudonym)}/trends?metrics=${metrics.map(encodeURIComponent).join(',')}`)
export const getGoals = (pseudonym: string): Promise<GoalsDocument> => request(`${person(pseudonym)}/goals`)
export const agreeGoal = (pseudonym: string, goal: NewGoal): Promise<GoalDocument> => request(`${person(pseudonym)}/goals`, goal)
export const endGoal = (pseudonym: string, id: number): Promise<GoalsDocument> => request(`${person(pseudonym)}/goals/${id}/end`, {})
export const getNotes = (pseudonym: string): Promise<NotesDocument> => request(`${person(pseudonym)}/notes`)
export const writeNote = (pseudonym: string, text: string): Promise<NoteDocument> => request(`${person(pseudonym)}/notes`, { text })

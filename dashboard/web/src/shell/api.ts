import type { ProblemDocument, SessionDocument, SessionsDocument, StridesDocument } from '@solestream/dashboard-shared'

/** A request that was not done: what happened and what the reader can do. */
export class RequestFault extends Error {
  override readonly name = 'RequestFault'
  readonly status: number
  readonly mend: string
  constructor(status: number, message: string, mend: string) {
    super(message)
    this.status = status
    this.mend = mend
  }
}

const isProblem = (value: unknown): value is ProblemDocument => typeof value === 'object' && value !== null && 'detail' in value

async function request<T>(path: string, body?: object): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: body === undefined ? { accept: 'application/json' } : { accept: 'application/json', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new RequestFault(0, 'solestream did not answer.', 'Look at the terminal in which it was started, then try again.')
  }
  const document: unknown = await response.json().catch(() => null)
  if (response.ok) return document as T
  if (isProblem(document)) throw new RequestFault(response.status, document.detail, document.mend)
  throw new RequestFault(response.status, `The server answered ${response.status}.`, 'Try again.')
}

const session = (id: string): string => `/sessions/${encodeURIComponent(id)}`

export const startRecording = (condition: string): Promise<{ readonly id: string }> =>
  request('/recording/start', condition.trim() === '' ? {} : { condition: condition.trim() })
export const stopRecording = (): Promise<{ readonly id: string }> => request('/recording/stop', {})
export const addMarker = (label: string): Promise<unknown> => request('/recording/markers', { label })
export const getSessions = (before: string | null): Promise<SessionsDocument> =>
  request(before === null ? '/sessions' : `/sessions?before=${encodeURIComponent(before)}`)
export const getSession = (id: string): Promise<SessionDocument> => request(session(id))
export const getStrides = (id: string): Promise<StridesDocument> => request(`${session(id)}/strides`)
export const stridesCsvPath = (id: string): string => `/api/v1${session(id)}/strides.csv`

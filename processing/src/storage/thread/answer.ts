import { storeFault } from '../sqlite/faults.ts'
import type { Answer, FaultMessage } from './calls.ts'

const messageOf = ({ code, message, mend }: FaultMessage): FaultMessage => ({ code, message, mend })

/** In the thread: what went wrong, for its owner. */
export function failed(id: number, error: unknown, file: string): Answer {
  const fault = storeFault(error, file)
  if (fault) return { id, ok: false, fault: messageOf(fault) }
  return { id, ok: false, fault: null, message: error instanceof Error ? error.message : String(error) }
}

/** In the thread: opening failed. What is no fault of the environment is thrown on. */
export function refusedWith(error: unknown, file: string): { readonly type: 'refused'; readonly fault: FaultMessage } {
  const fault = storeFault(error, file)
  if (fault === null) throw error
  return { type: 'refused', fault: messageOf(fault) }
}

import type { Evidence } from './evidence.ts'
import type { Verdict } from './verdict.ts'

/** One requirement of PROTOCOL.md: how it is judged, or why that can't be done here. */
export type Requirement =
  | { readonly id: string; readonly title: string; readonly judge: (evidence: Evidence) => Verdict }
  | { readonly id: string; readonly title: string; readonly because: string }

/** `judge` may throw NotSeen. */
export const judged = (id: string, title: string, judge: (evidence: Evidence) => Verdict): Requirement => ({ id, title, judge })
export const unseen = (id: string, title: string, because: string): Requirement => ({ id, title, because })

export const OF_HOSTS = 'a duty of hosts: here an insole is looked at'

import type { Diagnosis } from './doctor.ts'

/** What `doctor --json` prints. */
export function doctorDocument({ ok, checks }: Diagnosis, version: string): Readonly<Record<string, unknown>> {
  return { solestream: version, ok, checks }
}

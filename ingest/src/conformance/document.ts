import type { Conformance } from './conformance.ts'
import { REQUIREMENTS } from './requirements/index.ts'

/** What `conformance --json` prints. */
export function conformanceDocument(
  { name, identity, mtu, ok, judgements, brokenOff }: Conformance,
  version: string,
): Readonly<Record<string, unknown>> {
  return {
    solestream: version,
    ok,
    insole: { name, mtu, identity },
    requirements: judgements.map(({ id, title, verdict }) => ({ id, title, ...verdict })),
    brokenOff,
  }
}

/** What `conformance --list --json` prints. */
export function requirementsDocument(version: string): Readonly<Record<string, unknown>> {
  return {
    solestream: version,
    requirements: REQUIREMENTS.map((requirement) => ({
      id: requirement.id,
      title: requirement.title,
      checked: 'judge' in requirement,
      because: 'judge' in requirement ? null : requirement.because,
    })),
  }
}

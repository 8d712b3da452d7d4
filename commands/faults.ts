import { ConfigurationFault } from '@solestream/ingest'

/** Tells a person what went wrong and how to mend it; returns the exit code: 2 for wrong use or configuration, 1 for failed work. */
export function reportFault(error: unknown): 1 | 2 {
  if (error instanceof ConfigurationFault) {
    console.error(`${indent(error.message)}\n\n  To mend it:\n${indent(error.mend)}`)
    return 2
  }
  const mend = (error as { mend?: unknown }).mend
  if (error instanceof Error && typeof mend === 'string') console.error(`${indent(error.message)}\n\n  To mend it:\n${indent(mend)}`)
  else console.error(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 1
}

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')

import { createInterface } from 'node:readline'
import { ConfigurationFault } from '@solestream/ingest'
import { createNobleRadio, TIMING } from '@solestream/ingest/ble'
import {
  conformanceDocument,
  conformanceText,
  requirementsDocument,
  requirementsText,
  runConformance,
  type Act,
  type Person,
} from '@solestream/ingest/conformance'
import { createProgressBar } from '@solestream/sessions/progress'
import { reportFault } from './faults.ts'
import { VERSION } from './version.ts'

export interface ConformanceFlags {
  readonly side?: string
  readonly serial?: string
  readonly wait?: string
  readonly write?: boolean
  readonly ask?: boolean
  readonly list?: boolean
  readonly json?: boolean
}

const MOST_WAIT_S = 3600

/** Prints the report and ends the process: 1 when a requirement fails, something was broken off, or no insole could be reached. */
export async function conformance(flags: ConformanceFlags): Promise<void> {
  const { side, serial, list, json } = flags
  if (side !== undefined && side !== 'left' && side !== 'right')
    throw new ConfigurationFault(`--side ${side} is no side`, '--side takes left or right')
  const wait_s = Number(flags.wait ?? 20)
  if (!(wait_s > 0 && wait_s <= MOST_WAIT_S))
    throw new ConfigurationFault(`--wait ${flags.wait} is no time`, `--wait takes seconds, up to ${MOST_WAIT_S}`)
  if (list) return console.log(json ? JSON.stringify(requirementsDocument(VERSION)) : requirementsText())
  if (flags.ask && !process.stdin.isTTY)
    throw new ConfigurationFault('--ask needs somebody to ask: this is no terminal', 'run it in a terminal, or leave --ask out')

  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(ending))
  // noble says some things on stdout, which is the report's.
  console.log = console.error
  const bar = createProgressBar()
  try {
    const found = await runConformance({
      radio: createNobleRadio(TIMING.disconnect_ms),
      wanted: { within_ms: 1000 * wait_s, ...(side === undefined ? {} : { side }), ...(serial === undefined ? {} : { serial }) },
      mayWrite: flags.write ?? false,
      person: flags.ask ? personAtTerminal(bar.end) : null,
      at: bar.at,
      signal: ending.signal,
    }).finally(bar.end)
    const text = json ? JSON.stringify(conformanceDocument(found, VERSION)) : conformanceText(found)
    await new Promise((written) => process.stdout.write(`${text}\n`, written))
    // noble, once loaded, would keep the process alive.
    process.exit(found.ok ? 0 : 1)
  } catch (error) {
    process.exit(reportFault(error))
  }
}

/** A calibration that is being written is put back first. */
function end(ending: AbortController): void {
  if (ending.signal.aborted) process.exit(130)
  ending.abort()
  console.error('Ending after this step, so that the insole is left as it was. Ctrl+C again ends at once.')
}

const WORDS: Readonly<Record<Act, string>> = {
  reboot: 'Switch the insole off and on again, then press Enter here.',
}

const personAtTerminal = (endBar: () => void): Person => ({
  asked(act) {
    endBar()
    console.error(WORDS[act])
    const lines = createInterface({ input: process.stdin })
    return new Promise((done) => {
      lines.once('line', () => {
        lines.close()
        done()
      })
    })
  },
})

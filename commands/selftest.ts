import { ConfigurationFault } from '@solestream/ingest'
import { createProgressBar } from '@solestream/sessions/progress'
import { runSelftest, selftestDocument, selftestText, type SelftestWalk } from '@solestream/sessions/selftest'
import { VERSION } from './version.ts'

/** Shorter walks hold too few events to say anything; longer ones only take time. */
const SECONDS = { least: 10, most: 3600 }

/** Prints the result and sets the exit code: 1 when a walk falls short. */
export async function selftest(
  flags: { readonly seconds?: string; readonly json?: boolean },
  walks?: readonly SelftestWalk[],
): Promise<void> {
  const seconds = Number(flags.seconds ?? 120)
  if (!(seconds >= SECONDS.least && seconds <= SECONDS.most))
    throw new ConfigurationFault(
      `--seconds ${flags.seconds} is not ${SECONDS.least} to ${SECONDS.most}`,
      '--seconds takes how long each simulated walk is, for example 120',
    )
  const bar = createProgressBar()
  const result = await runSelftest(seconds, bar.at, walks).finally(bar.end)
  if (flags.json) process.stdout.write(`${JSON.stringify(selftestDocument(result, VERSION))}\n`)
  else console.log(selftestText(result))
  if (!result.ok) process.exitCode = 1
}

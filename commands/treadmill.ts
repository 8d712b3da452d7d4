import { ConfigurationFault } from '@solestream/ingest'

const INCLINE_PERCENT = [-30, 50] as const
/** What fits into a scan response. */
const LONGEST_NAME = 29

export async function treadmill(flags: { readonly speed?: string; readonly incline?: string; readonly name?: string }): Promise<void> {
  const { speed = '4', incline = '0', name = 'solestream belt' } = flags
  const incline_percent = Number(incline)
  if (incline.trim() === '' || !(incline_percent >= INCLINE_PERCENT[0] && incline_percent <= INCLINE_PERCENT[1]))
    throw new ConfigurationFault(`--incline ${incline} is no incline`, '--incline takes per cent from -30 to 50')
  if (name.trim() === '' || Buffer.byteLength(name) > LONGEST_NAME)
    throw new ConfigurationFault(`--name ${name} can’t be advertised`, `--name takes 1 to ${LONGEST_NAME} bytes`)
  const { parseBeltPlan, runVirtualTreadmill } = await import('@solestream/ingest/peripheral')
  const plan = parseBeltPlan(speed)
  const running = await runVirtualTreadmill({ plan, incline_percent, name, log: (line) => console.error(line) })
  const end = (): void => {
    void running.stop().finally(() => process.exit(0))
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  // Whoever waits for this line may end it at once.
  console.log(`virtual treadmill, ${name}: advertising`)
}

import { ConfigurationFault } from '@solestream/ingest'

export async function insole(flags: {
  readonly side?: string
  readonly replay?: string
  readonly epoch?: string
  readonly calibration?: string
}): Promise<void> {
  const { side = 'left', replay } = flags
  if (side !== 'left' && side !== 'right') throw new ConfigurationFault(`--side ${side} is no side`, '--side takes left or right')
  const epoch_s = flags.epoch === undefined ? undefined : Number(flags.epoch)
  if (epoch_s !== undefined && !Number.isFinite(epoch_s))
    throw new ConfigurationFault(`--epoch ${flags.epoch} is no time`, '--epoch takes seconds since 1970, for example $(date +%s)')
  const { runVirtualInsole } = await import('@solestream/ingest/peripheral')
  const running = await runVirtualInsole({
    side,
    ...(replay === undefined ? {} : { replay }),
    ...(epoch_s === undefined ? {} : { epoch: epoch_s }),
    ...(flags.calibration === undefined ? {} : { calibration: flags.calibration }),
    log: (line) => console.error(line),
  })
  const end = (): void => {
    void running.stop().finally(() => process.exit(0))
  }
  void running.ended.then(() => {
    console.error('The recording was sent to its end.')
    end()
  })
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  // Whoever waits for this line may end it at once.
  console.log(`virtual insole, ${side}: advertising`)
}

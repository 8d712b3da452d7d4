import type { Source } from '@solestream/ingest'
import type { StartOptions } from '../configuration/options.ts'

/** The source that the options name; its module is loaded only when it is chosen. */
export async function sourceOf({ source, pace }: Pick<StartOptions, 'source' | 'pace'>): Promise<Source> {
  const speed = pace === 'max' ? 'max' : Number(pace)
  if (source === 'ble') return (await import('@solestream/ingest/ble')).createBleSource()
  if (source === 'simulated') return (await import('@solestream/ingest')).createSimulatedSource({ pace: speed })
  return (await import('@solestream/ingest')).createReplaySource({ file: source.slice('replay:'.length), pace: speed })
}

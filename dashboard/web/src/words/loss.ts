import type { InsoleStatusDocument } from '@solestream/dashboard-shared'
import { number } from './format.ts'

type Counts = Pick<InsoleStatusDocument, 'samples' | 'lostSamples' | 'recoveredSamples' | 'outstandingSamples'>

/** What is missing now, and whether some of it is on its way. */
export function lossWords({ samples, lostSamples, outstandingSamples }: Counts): string {
  const total = samples + lostSamples
  const loss = `loss ${total === 0 ? '\u2013' : number((100 * lostSamples) / total, 1)} %`
  return outstandingSamples > 0 ? `${loss}, recovering ${number(outstandingSamples)}` : loss
}

/** The whole of it: lost on the way, had back, missing still. Empty when nothing was lost. */
export function lossDetail({ lostSamples, recoveredSamples }: Counts): string {
  const lost = lostSamples + recoveredSamples
  return lost === 0 ? '' : `${number(lost)} samples lost, ${number(recoveredSamples)} recovered, ${number(lostSamples)} missing`
}

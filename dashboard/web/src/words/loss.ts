import type { InsoleStatusDocument } from '@solestream/dashboard-shared'
import { number } from './format.ts'
import { t } from './say.ts'

type Counts = Pick<InsoleStatusDocument, 'samples' | 'lostSamples' | 'recoveredSamples' | 'outstandingSamples'>

/** What is missing now, and whether some of it is on its way. */
export function lossWords({ samples, lostSamples, outstandingSamples }: Counts): string {
  const total = samples + lostSamples
  const share = total === 0 ? '\u2013' : number((100 * lostSamples) / total, 1)
  return outstandingSamples > 0 ? t('quality.recovering', { share, n: number(outstandingSamples) }) : t('quality.loss', { share })
}

/** The whole of it: lost on the way, had back, missing still. Empty when nothing was lost. */
export function lossDetail({ lostSamples, recoveredSamples }: Counts): string {
  const lost = lostSamples + recoveredSamples
  if (lost === 0) return ''
  return t('quality.lossDetail', { lost: number(lost), recovered: number(recoveredSamples), missing: number(lostSamples) })
}

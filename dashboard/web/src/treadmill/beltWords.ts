import type { BeltStatusDocument } from '@solestream/dashboard-shared'
import { number } from '../words/format.ts'
import { t } from '../words/say.ts'

export const KMH_OF_M_S = 3.6

/** Both units: treadmills show km/h, reports m/s. */
export const speedWords = (speed_m_s: number): string =>
  t('treadmill.speedIs', { m_s: number(speed_m_s, 2), km_h: number(speed_m_s * KMH_OF_M_S, 1) })

/** How the belt runs, short. */
export function beltWords({ speed_m_s, incline_percent }: BeltStatusDocument): string {
  if (speed_m_s === null) return t('treadmill.unknown')
  const speed = speed_m_s === 0 ? t('treadmill.stands') : speedWords(speed_m_s)
  return incline_percent === null ? speed : `${speed}, ${t('treadmill.incline', { n: number(incline_percent, 1) })}`
}

/** Who told it; '' where nobody did. */
export function tellerWords({ teller, link }: BeltStatusDocument): string {
  if (teller === null) return ''
  if (teller === 'typed') return t('treadmill.typed')
  return link.name === null ? t('treadmill.told') : t('treadmill.toldBy', { name: link.name })
}

export function linkWords({ link }: BeltStatusDocument): string {
  if (link.state === 'connected') return link.name === null ? t('treadmill.connectedNoName') : t('treadmill.connected', { name: link.name })
  return link.state === 'none' ? '' : t(`treadmill.${link.state}`)
}

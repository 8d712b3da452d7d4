import type { Algorithm, Mode } from '../model/index.ts'
import { CONTACT_DETECTOR } from './contacts/index.ts'
import { ROLL_OVER } from './rollOver/index.ts'
import { LATEST_REPORT_S, MARGIN_S, PLAUSIBLE, USUAL, WATERMARK_S } from './strides/index.ts'
import { LIVE_WINDOW, PAIRS_FOR_INTERVAL } from './summary/index.ts'

/** What made a result of createGait: with name, version and all settings it can be made again. */
export const GAIT_ALGORITHM = (mode: Mode): Algorithm => ({
  name: 'gait',
  version: '1.1.0',
  settings: {
    mode,
    contacts: CONTACT_DETECTOR[mode],
    rollOver: ROLL_OVER,
    plausible: PLAUSIBLE,
    usual: USUAL,
    merge: { watermark_s: WATERMARK_S, latestReport_s: LATEST_REPORT_S, margin_s: MARGIN_S },
    summary: { liveWindow: LIVE_WINDOW, pairsForInterval: PAIRS_FOR_INTERVAL },
  },
})

import type { Requirement } from '../requirement.ts'
import { backfill } from './backfill.ts'
import { control } from './control.ts'
import { calibration, layout, pages } from './documents.ts'
import { fragments } from './fragments.ts'
import { gatt } from './gatt.ts'
import { identity } from './identity.ts'
import { link } from './link.ts'
import { loss } from './loss.ts'
import { rate } from './rate.ts'
import { samples } from './samples.ts'
import { security } from './security.ts'
import { status } from './status.ts'
import { tare } from './tare.ts'
import { time } from './time.ts'
import { version } from './version.ts'
import { writing } from './writing.ts'

/** Every requirement of PROTOCOL.md. */
export const REQUIREMENTS: readonly Requirement[] = [
  ...gatt,
  ...identity,
  ...layout,
  ...calibration,
  ...writing,
  ...pages,
  ...status,
  ...samples,
  ...fragments,
  ...rate,
  ...control,
  ...tare,
  ...time,
  ...loss,
  ...backfill,
  ...link,
  ...security,
  ...version,
]

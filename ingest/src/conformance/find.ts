import { parseAdvertisedName } from '@solestream/firmware-protocol'
import type { Advertisement } from '../ble/radio.ts'
import type { Air, Neighbour } from './air.ts'

export interface Wanted {
  readonly side?: 'left' | 'right'
  /** The whole serial number, or its end. */
  readonly serial?: string
  /** How long it is listened for; default 20 s. */
  readonly within_ms?: number
}

const HEAR_MS = 20_000
/** The name comes in the scan response, a moment later. */
const NAME_MS = 2000

/** The first insole that fits, with its name where it has one; null: none was heard. */
export async function findInsole(air: Air, wanted: Wanted): Promise<Neighbour | null> {
  const first = await air.hear((heard) => mayBe(heard, wanted), wanted.within_ms ?? HEAR_MS)
  if (first === null) return null
  if (first.name !== null) return first
  const named = await air.hear(({ id, name }) => id === first.id && name !== null, NAME_MS)
  return named ?? first
}

/** Nothing in its name speaks against it. */
function mayBe({ name }: Advertisement, { side, serial }: Wanted): boolean {
  if (side === undefined && serial === undefined) return true
  const told = name === null ? null : parseAdvertisedName(name)
  if (told === null) return false
  const end = serial?.replace(/[^0-9A-Za-z]/g, '').slice(-8)
  return (side === undefined || told.side === side) && (end === undefined || told.serialEnd.endsWith(end))
}

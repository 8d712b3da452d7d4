import { STANDARD_UUIDS, UUIDS } from '@solestream/firmware-protocol'
import { OWN_NAMES, STANDARD_NAMES, GATT, type ValueName, type OWN } from '../gatt.ts'
import type { Kit } from '../kit.ts'
import type { Basics } from '../seen.ts'
import type { Witness } from '../witness.ts'

export async function basics(kit: Kit): Promise<Basics> {
  const { witness, discovery } = await kit.connect()
  const { connection } = witness
  const properties = Object.fromEntries(
    OWN_NAMES.map((name) => [name, connection.has(UUIDS[name]) ? connection.properties(UUIDS[name]) : null]),
  ) as Record<keyof typeof OWN, readonly string[] | null>
  const lacking = STANDARD_NAMES.filter((name) => !connection.has(STANDARD_UUIDS[name]))
  return { mtu: connection.mtu, discovery, properties, lacking, ...(await readAll(witness)) }
}

/** Every value once, as it is. */
export async function readAll(witness: Witness): Promise<Pick<Basics, 'values' | 'unread'>> {
  const values: Partial<Record<ValueName, Uint8Array>> = {}
  const unread: Partial<Record<ValueName, string>> = {}
  for (const name of Object.keys(GATT) as ValueName[]) {
    if (!witness.connection.has(GATT[name])) continue
    try {
      values[name] = await witness.read(name)
    } catch (error) {
      if (witness.connection.over.aborted) throw error
      unread[name] = error instanceof Error ? error.message : String(error)
    }
  }
  return { values, unread }
}

import type { SessionRow } from '@solestream/processing/storage'
import { allSessions, type OpenFolder } from '../folder/openFolder.ts'

/** Which sessions; what is absent does not narrow. */
export interface ExportSelection {
  readonly person?: string
  readonly from_utc?: string
  /** Not included. */
  readonly to_utc?: string
  readonly condition?: string
  /** Only of people who agreed to it, by now. */
  readonly consent?: 'care' | 'research'
}

export async function selectSessions(
  of: ExportSelection,
  { store, people }: Pick<OpenFolder, 'store' | 'people'>,
): Promise<readonly SessionRow[]> {
  const agreed = of.consent === undefined ? null : new Set(people === null ? [] : await people.consenting(of.consent))
  return (await allSessions(store)).filter(
    ({ pseudonym, started_utc, condition }) =>
      (of.person === undefined || pseudonym === of.person) &&
      (of.from_utc === undefined || started_utc >= of.from_utc) &&
      (of.to_utc === undefined || started_utc < of.to_utc) &&
      (of.condition === undefined || condition === of.condition) &&
      (agreed === null || (pseudonym !== null && agreed.has(pseudonym))),
  )
}

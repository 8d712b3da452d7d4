import { unavailable, type Hindrance } from '../ble/unavailable.ts'

/** Why bleno can't be loaded, or null. It opens no adapter before it is asked to advertise. */
export async function blenoHindrance(): Promise<Hindrance | null> {
  try {
    await import('@abandonware/bleno')
    return null
  } catch (error) {
    return unavailable(error, '@abandonware/bleno')
  }
}

import { fails, works, type Check } from '../check.ts'

/** Whether this computer could be an insole for another one: the module (bleno); its adapter is that of Bluetooth. */
export const virtualInsole: Check = {
  id: 'insole',
  title: 'Virtual insole',
  need: () => 'other',
  usedBy: '`solestream insole`',
  async run() {
    const { blenoHindrance } = await import('@solestream/ingest/peripheral')
    const hindrance = await blenoHindrance()
    return hindrance === null ? works('its Bluetooth module is there') : fails(hindrance.detail, hindrance.mend)
  },
}

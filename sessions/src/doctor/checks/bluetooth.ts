import { fails, works, type Check } from '../check.ts'

/** Whether insoles could be looked for: the module (noble), the system, the adapter and the rights. */
export const bluetooth: Check = {
  id: 'bluetooth',
  title: 'Bluetooth',
  need: ({ source }) => (source === 'ble' ? 'start' : 'other'),
  usedBy: '`solestream start --source ble`',
  async run() {
    const { hindranceOf } = await import('@solestream/ingest/ble')
    const hindrance = await hindranceOf()
    return hindrance === null ? works('the adapter is on, and this program may use it') : fails(hindrance.detail, hindrance.mend)
  },
}

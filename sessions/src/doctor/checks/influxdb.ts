import { inspectInflux } from '@solestream/processing/storage'
import { fails, works, type Check } from '../check.ts'

/** The InfluxDB that `--store influxdb` feeds: there, the right version, the sign-in, the database. */
export const influxdb: Check = {
  id: 'influxdb',
  title: 'InfluxDB',
  need: ({ store }) => (store === 'influxdb' ? 'start' : 'nobody'),
  async run({ options }, over) {
    const { influxUrl: url, influxDatabase: database, influxUsername: username, influxPassword: password } = options
    const { state, version, said } = await inspectInflux({ url, database, ...(username === '' ? {} : { username, password }) }, over)
    const who = username === '' ? 'without a user' : `as ${username}`
    const why = said === null ? '' : ` (${said})`
    const named = `InfluxDB ${version ?? ''}`
    switch (state) {
      case 'ok':
        return works(`${named} at ${url}, database ${database} can be written ${who}`)
      case 'creatable':
        return works(`${named} at ${url}, database ${database} will be made`)
      case 'absent':
        return fails(
          `none answers at ${url}${why}`,
          'Start it, or name another one with --influx-url. Strides are kept meanwhile and told later; --store embedded needs none.',
        )
      case 'foreign':
        return fails(`${named} at ${url} is not 1.x`, 'Name an InfluxDB 1.x (1.6 or newer) with --influx-url.')
      case 'refused':
        return fails(
          `${named} at ${url} does not let anybody in ${who}${why}`,
          'Set SOLESTREAM_INFLUX_USERNAME and SOLESTREAM_INFLUX_PASSWORD to a user of it.',
        )
      case 'no-right':
        return fails(
          `${named} at ${url}: database ${database} can’t be written ${who}${why}`,
          `As its administrator: CREATE DATABASE "${database}"; GRANT WRITE ON "${database}" TO "${username}"`,
        )
    }
  },
}

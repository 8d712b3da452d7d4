import { ConfigurationFault } from '@solestream/ingest'
import { openSqliteStore, StoreFault, type InfluxForwarder, type Store } from '@solestream/processing/storage'
import type { DataFolder } from '../configuration/dataFolder.ts'
import type { StartOptions } from '../configuration/options.ts'
import { createService, type RunningService } from './createService.ts'
import { sourceOf } from './sourceOf.ts'

/** Everything of `start` but the server and people: store, forwarder, source. Rejects with a ConfigurationFault; nothing is left open then. */
export async function openService(options: StartOptions, data: DataFolder, version: string): Promise<RunningService> {
  const store = await openStore(data, options.store === 'influxdb')
  try {
    const source = await sourceOf(options)
    const forwarder = options.store === 'influxdb' ? await forwarderTo(options, store) : null
    const service = createService({ version, source, store, data, forwarder, recordAtOnce: source.kind !== 'ble' })
    forwarder?.start()
    return {
      ...service,
      close: async () => {
        await service.close()
        await forwarder?.stop()
        await store.close()
      },
    }
  } catch (error) {
    await store.close()
    throw error
  }
}

async function openStore(data: DataFolder, outbox: boolean): Promise<Store> {
  try {
    return await openSqliteStore({ file: data.database, outbox })
  } catch (error) {
    if (error instanceof StoreFault) throw new ConfigurationFault(error.message, error.mend)
    throw error
  }
}

async function forwarderTo(options: StartOptions, store: Store): Promise<InfluxForwarder> {
  const { createInfluxForwarder } = await import('@solestream/processing/storage')
  const { influxUrl: url, influxDatabase: database, influxUsername: username, influxPassword: password } = options
  return createInfluxForwarder({ store, url, database, ...(username === '' ? {} : { username, password }) })
}

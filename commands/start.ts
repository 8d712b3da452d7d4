import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fromEnvironment, openService, readConfigurationFile, resolveOptions, type StartOptions } from '@solestream/sessions'
import { VERSION } from './version.ts'

/** Runs until SIGINT or SIGTERM, which closes the session. Throws a ConfigurationFault before anything is left running. */
export async function start(flags: Readonly<Record<string, unknown>>): Promise<void> {
  const options = resolveOptions(flags, fromEnvironment(process.env), readConfigurationFile())
  // The server loads while the store's worker opens its file.
  const [service, { buildApp, listen }] = await Promise.all([openService(options, VERSION), import('@solestream/dashboard-server')])
  const app = buildApp({ service, webRoot: webRoot(), allowedHosts: [options.host], insecure: options.insecure, version: VERSION })
  try {
    const { url } = await listen(app, options)
    endOnSignal(async () => {
      await app.close()
      await service.close()
    })
    await service.start()
    // The first line on stdout is the URL, for people and scripts alike; all else goes to stderr.
    console.log(url)
    console.error(hello(options, url))
  } catch (error) {
    await app.close()
    await service.close()
    throw error
  }
}

function hello({ source, store, data }: StartOptions, url: string): string {
  const who =
    source === 'simulated'
      ? 'A simulated patient walks.'
      : source === 'ble'
        ? 'Looking for insoles over Bluetooth.'
        : `Replaying ${source.slice('replay:'.length)}.`
  const where = store === 'influxdb' ? 'the embedded store, and from there to InfluxDB' : 'the embedded store'
  return `${who} Strides go into ${where} (${data}).\nThe live page: ${url}\nCtrl+C closes the session and ends.`
}

function endOnSignal(end: () => Promise<void>): void {
  let ending = false
  const onSignal = (): void => {
    // A second Ctrl+C does not wait: the journal has everything, and the next start closes the session.
    if (ending) process.exit(130)
    ending = true
    console.error('Closing the session...')
    end().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

/** The built page: dist/web, seen from the bundle and from source. */
function webRoot(): string | null {
  for (const relative of ['./web', '../web', '../dist/web']) {
    const path = fileURLToPath(new URL(relative, import.meta.url))
    if (existsSync(`${path}/index.html`)) return path
  }
  return null
}

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ConfigurationFault } from '@solestream/ingest'
import {
  fromEnvironment,
  needsAccounts,
  openDataFolder,
  openService,
  readConfigurationFile,
  resolveOptions,
  type StartOptions,
} from '@solestream/sessions'
import { openPeople } from '@solestream/sessions/people'
import { removeLeftovers } from '@solestream/sessions/leftovers'
import { VERSION } from './version.ts'

/** Runs until SIGINT or SIGTERM, which closes the session. Throws a ConfigurationFault before anything is left running. */
export async function start(flags: Readonly<Record<string, unknown>>): Promise<void> {
  // What is made from here on is for its owner only.
  process.umask(0o077)
  const options = resolveOptions(flags, fromEnvironment(process.env), readConfigurationFile())
  const tls = readTls(options)
  const data = openDataFolder(options.data)
  await removeLeftovers(data.path)
  // The server loads while the threads of both databases open their files.
  const [opened, openedPeople, server] = await Promise.allSettled([
    openService(options, data, VERSION),
    openPeople(data.path, options.source === 'simulated'),
    import('@solestream/dashboard-server'),
  ])
  let close = async (): Promise<void> => {
    if (opened.status === 'fulfilled') await opened.value.close()
    if (openedPeople.status === 'fulfilled') await openedPeople.value.store.close()
  }
  try {
    const [service, people, { buildApp, listen }] = [valueOf(opened), valueOf(openedPeople), valueOf(server)]
    const setup = await people.signIn.setupSecret()
    if (setup !== null && needsAccounts(options)) throw noAccountYet(options)
    const app = buildApp({
      service,
      people,
      webRoot: webRoot(),
      allowedHosts: [options.host, ...options.names.split(',').filter((name) => name !== '')],
      insecure: options.insecure,
      behindProxy: options.behindProxy,
      tls,
      version: VERSION,
    })
    const closeStores = close
    close = () => app.close().finally(closeStores)
    const { url } = await listen(app, options)
    endOnSignal(close)
    await service.start()
    // The first line on stdout is the URL, for people and scripts alike; all else goes to stderr.
    console.log(url)
    console.error(hello(options, url, setup))
  } catch (error) {
    await close()
    throw error
  }
}

function valueOf<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason
  return settled.value
}

const noAccountYet = ({ host, behindProxy }: StartOptions): ConfigurationFault =>
  new ConfigurationFault(
    `${behindProxy ? 'what is behind a proxy (--behind-proxy)' : `--host ${host}`} is reachable from other computers, and nobody has an account yet`,
    'start once without --host and --behind-proxy, make the first account with the link that is printed, then start again',
  )

function hello({ source, store, data }: StartOptions, url: string, setup: string | null): string {
  const who =
    source === 'simulated'
      ? 'A simulated patient walks.'
      : source === 'ble'
        ? 'Looking for insoles over Bluetooth.'
        : `Replaying ${source.slice('replay:'.length)}.`
  const where = store === 'influxdb' ? 'the embedded store, and from there to InfluxDB' : 'the embedded store'
  const access =
    setup === null
      ? 'Sign in with your account.'
      : `There is no account yet: made-up people and recordings of nobody known only, for whoever sits at this computer.\n` +
        `Before you measure a patient, make the first account (once): ${url}/set-up#${setup}`
  return `${who} Strides go into ${where} (${data}).\nThe live page: ${url}\n${access}\nCtrl+C closes the session and ends.`
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

/** Certificate and key, or null without TLS. Throws a ConfigurationFault that names the file. */
function readTls({ tlsCertificate, tlsKey }: StartOptions): { cert: Buffer; key: Buffer } | null {
  if (tlsCertificate === '') return null
  const read = (file: string, flag: string): Buffer => {
    try {
      return readFileSync(file)
    } catch (error) {
      throw new ConfigurationFault(`${flag} ${file} can't be read (${(error as NodeJS.ErrnoException).code})`, 'check its name and rights')
    }
  }
  return { cert: read(tlsCertificate, '--tls-certificate'), key: read(tlsKey, '--tls-key') }
}

/** The built page: dist/web, seen from the bundle and from source. */
function webRoot(): string | null {
  for (const relative of ['./web', '../web', '../dist/web']) {
    const path = fileURLToPath(new URL(relative, import.meta.url))
    if (existsSync(`${path}/index.html`)) return path
  }
  return null
}

import { Check, Errors } from 'typebox/value'
import type { TSchema } from 'typebox'
import { ConfigurationFault } from '@solestream/ingest'
import { environmentOf, flagOf, START_OPTION_NAMES, StartOptions, type StartOptionName } from './options.ts'

/** What was found in one place: option names to values as written there. */
export type Given = Partial<Record<StartOptionName, unknown>>

/** Text from the environment or a flag, as the option's own type; text that does not fit stays text and fails validation by name. */
function typed(name: StartOptionName, value: unknown): unknown {
  if (typeof value !== 'string') return value
  const { type } = StartOptions.properties[name] as { type?: string }
  if (type === 'integer') return /^\d+$/.test(value) ? Number(value) : value
  if (type === 'boolean') return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value
  return value
}

export function fromEnvironment(environment: Readonly<Record<string, string | undefined>>): Given {
  const given: Given = {}
  for (const name of START_OPTION_NAMES) {
    const value = environment[environmentOf(name)]
    if (value !== undefined && value !== '') given[name] = value
  }
  return given
}

/**
 * Flags win over the environment, the environment over the file, the file over the defaults.
 * Throws one ConfigurationFault that names every problem, where it stands, and its mend.
 */
export function resolveOptions(flags: Given, environment: Given, file: Given): StartOptions {
  const problems: { what: string; mend: string }[] = []
  for (const name of Object.keys(file)) {
    if (!(name in StartOptions.properties))
      problems.push({ what: `solestream.config.json: "${name}" is no option`, mend: `options are ${START_OPTION_NAMES.join(', ')}` })
  }
  const resolved: Record<string, unknown> = {}
  for (const name of START_OPTION_NAMES) {
    const schema: TSchema = StartOptions.properties[name]
    const [value, where] =
      flags[name] !== undefined
        ? [flags[name], flagOf(name)]
        : environment[name] !== undefined
          ? [environment[name], environmentOf(name)]
          : file[name] !== undefined
            ? [file[name], `solestream.config.json: "${name}"`]
            : [(schema as { default?: unknown }).default, 'default']
    const converted = typed(name, value)
    if (!Check(schema, converted)) {
      const reason = reasonOf(Errors(schema, converted)[0])
      // A password is never repeated.
      const shown = name === 'influxPassword' ? '' : ` ${JSON.stringify(value)}`
      problems.push({
        what: `${where}${shown}: ${reason}`,
        mend: `${flagOf(name)}: ${(schema as { description?: string }).description}`,
      })
    }
    resolved[name] = converted
  }
  const options = resolved as StartOptions
  if ((options.tlsCertificate === '') !== (options.tlsKey === ''))
    problems.push({
      what: '--tls-certificate and --tls-key go together, and one of them is missing',
      mend: 'give both files, or neither',
    })
  const beyondLoopback = problems.length === 0 && !isLoopback(options.host) && options.tlsCertificate === ''
  if (beyondLoopback && options.behindProxy)
    problems.push({
      what: `--behind-proxy on --host ${options.host}: other computers could reach the page beside the proxy, without its TLS`,
      mend: 'leave --host out: the proxy on this computer reaches 127.0.0.1; or serve TLS here too with --tls-certificate and --tls-key',
    })
  else if (beyondLoopback && !options.insecure)
    problems.push({
      what: `--host ${options.host} is reachable from other computers, and what is sent there could be read on the way`,
      mend: 'leave --host out (127.0.0.1); or serve TLS with --tls-certificate and --tls-key; or add --insecure if the network is yours alone',
    })
  if (problems.length > 0)
    throw new ConfigurationFault(problems.map((p) => p.what).join('\n'), [...new Set(problems.map((p) => p.mend))].join('\n'))
  return options
}

/** Patterns and lists of words are for the computer; the mend says in words what is taken. */
const reasonOf = (error: { readonly keyword: string; readonly message: string } | undefined): string =>
  error === undefined || ['pattern', 'const'].includes(error.keyword) ? 'is not understood' : error.message

/** Others can reach the page, and nobody said that the network is theirs alone: not without accounts. */
export const needsAccounts = ({ host, insecure, behindProxy }: StartOptions): boolean => behindProxy || (!isLoopback(host) && !insecure)

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

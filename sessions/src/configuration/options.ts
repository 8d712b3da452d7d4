import { Type, type Static } from 'typebox'

/**
 * The one description of every option of `start`: validates file, environment and flags, and makes the README's table.
 * `description` is what --help prints.
 */
export const StartOptions = Type.Object(
  {
    source: Type.String({
      pattern: '^(simulated|ble|replay:.+)$',
      default: 'simulated',
      description: 'where samples come from: simulated, ble, or replay:FILE',
    }),
    pace: Type.String({
      pattern: '^(max|[0-9]+(\\.[0-9]+)?)$',
      default: '1',
      description: 'speed of a simulated walk or a replay: 1, a number, or max',
    }),
    store: Type.Union([Type.Literal('embedded'), Type.Literal('influxdb')], {
      default: 'embedded',
      description: 'embedded, or influxdb: the embedded store that also feeds an InfluxDB 1.x',
    }),
    data: Type.String({ minLength: 1, default: './data', description: 'folder for recordings and the database; made if absent' }),
    host: Type.String({
      minLength: 1,
      default: '127.0.0.1',
      description: 'address to listen on; another than loopback needs accounts and TLS, or --insecure',
    }),
    port: Type.Integer({ minimum: 0, maximum: 65535, default: 8420, description: 'port of the live page; 0 picks a free one' }),
    names: Type.String({
      pattern: '^([A-Za-z0-9.-]+(,[A-Za-z0-9.-]+)*)?$',
      default: '',
      description: 'further host names under which the page may be opened, with commas between',
    }),
    tlsCertificate: Type.String({ default: '', description: 'PEM file of a certificate: the page is served over TLS' }),
    tlsKey: Type.String({ default: '', description: 'PEM file of its private key' }),
    behindProxy: Type.Boolean({
      default: false,
      description: 'a proxy on this computer does TLS and says who asks (X-Forwarded-For); needs accounts',
    }),
    insecure: Type.Boolean({ default: false, description: 'allow another host than loopback without accounts and without TLS' }),
    influxUrl: Type.String({ pattern: '^https?://[^/@]+/?$', default: 'http://127.0.0.1:8086', description: 'InfluxDB 1.x to feed' }),
    influxDatabase: Type.String({ pattern: '^[A-Za-z0-9_.-]+$', default: 'solestream', description: 'its database' }),
    influxUsername: Type.String({ default: '', description: 'its user; empty: no sign-in' }),
    influxPassword: Type.String({ default: '', description: 'its password; better in the environment than on the command line' }),
  },
  { additionalProperties: false },
)

export type StartOptions = Static<typeof StartOptions>
export type StartOptionName = keyof StartOptions
export const START_OPTION_NAMES = Object.keys(StartOptions.properties) as readonly StartOptionName[]

const words = (name: string): string[] => name.split(/(?=[A-Z])/).map((w) => w.toLowerCase())
/** influxUrl -> --influx-url */
export const flagOf = (name: StartOptionName): string => `--${words(name).join('-')}`
/** influxUrl -> SOLESTREAM_INFLUX_URL */
export const environmentOf = (name: StartOptionName): string => `SOLESTREAM_${words(name).join('_').toUpperCase()}`

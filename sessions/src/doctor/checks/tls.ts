import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { fails, works, type Check } from '../check.ts'

const DAY_MS = 86_400_000
const SOON_DAYS = 14

/** Certificate and key of `--tls-certificate` and `--tls-key`: readable, a pair, valid today. */
export const tls: Check = {
  id: 'tls',
  title: 'TLS',
  need: ({ tlsCertificate }) => (tlsCertificate === '' ? 'nobody' : 'start'),
  async run({ options: { tlsCertificate, tlsKey } }) {
    const files: Buffer[] = []
    for (const [file, flag] of [
      [tlsCertificate, '--tls-certificate'],
      [tlsKey, '--tls-key'],
    ] as const)
      try {
        files.push(await readFile(file))
      } catch (error) {
        return fails(`${flag} ${file} can’t be read (${(error as NodeJS.ErrnoException).code ?? ''})`, 'Check its name and rights.')
      }
    const [cert, key] = files as [Buffer, Buffer]
    try {
      createSecureContext({ cert, key })
    } catch (error) {
      return fails(
        `certificate and key can’t be used: ${(error as Error).message}`,
        'Give a PEM certificate and the private key that belongs to it.',
      )
    }
    const { validFrom, validTo, subject } = new X509Certificate(cert)
    const days = Math.floor((Date.parse(validTo) - Date.now()) / DAY_MS)
    const mend = 'Get a new certificate, and start again.'
    if (days < 0) return fails(`the certificate ended on ${validTo}`, mend)
    if (Date.parse(validFrom) > Date.now()) return fails(`the certificate begins on ${validFrom}`, 'Set the clock, or wait.')
    return works(`${subject.replaceAll('\n', ', ')}, for ${days} days`, days < SOON_DAYS ? mend : null)
  },
}

import { execFile } from 'node:child_process'
import { readFile, readdir, stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { fails, works, type Check, type Finding } from '../check.ts'
import { nearest } from '../probeFolder.ts'

const MEND = 'Before people are measured, move the data folder to an encrypted disk (LUKS, FileVault, BitLocker); see SECURITY.md.'
const LAYERS = 8

/** Recordings and databases are plain files: who has the disk reads them, unless the system encrypts it. */
export const diskEncryption: Check = {
  id: 'disk-encryption',
  title: 'Disk encryption',
  need: () => 'other',
  usedBy: "people's data",
  async run({ options }, over) {
    const folder = await nearest(options.data)
    if (process.platform === 'linux') return onLinux((await stat(folder)).dev)
    if (process.platform === 'darwin') return onMac(over)
    return fails('This system does not tell whether its disk is encrypted.', MEND)
  },
}

/** Device numbers as the kernel packs them. */
const nameOf = (device: number): string => `${Math.floor(device / 256) & 0xfff}:${(device & 0xff) | (Math.floor(device / 4096) & 0xfff00)}`

/** Looks through the layers (LVM, RAID) below a file system for one of dm-crypt. `sys`: where the kernel tells of its devices. */
export async function onLinux(device: number, sys = '/sys/dev/block'): Promise<Finding> {
  const crypted = await encryptedBelow(`${sys}/${nameOf(device)}`, LAYERS)
  if (crypted === true) return works('encrypted by dm-crypt')
  if (crypted === null) return fails('The data folder is on no disk of this computer that can be looked at (a container, a network).', MEND)
  return fails('The disk of the data folder is not encrypted, as far as can be seen.', MEND)
}

async function encryptedBelow(path: string, layers: number): Promise<boolean | null> {
  if (!(await stat(path).catch(() => null))) return null
  const uuid = await readFile(`${path}/dm/uuid`, 'utf8').catch(() => '')
  if (uuid.startsWith('CRYPT-')) return true
  const slaves = await readdir(`${path}/slaves`).catch(() => [])
  if (slaves.length === 0 || layers === 0) return false
  const below = await Promise.all(slaves.map((slave) => encryptedBelow(`${path}/slaves/${slave}`, layers - 1)))
  return below.every((one) => one === true)
}

async function onMac(over: AbortSignal): Promise<Finding> {
  const { stdout } = await promisify(execFile)('fdesetup', ['status'], { signal: over })
  return stdout.includes('FileVault is On') ? works('encrypted by FileVault') : fails('FileVault is off.', MEND)
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { onLinux } from '../src/doctor/checks/diskEncryption.ts'

/** A kernel's account of its devices: each with the dm uuid it has, and what it lies on. */
function sys(devices: Readonly<Record<string, { readonly uuid?: string; readonly on?: Readonly<Record<string, string | null>> }>>): string {
  const root = mkdtempSync(join(tmpdir(), 'solestream-sys-'))
  onTestFinished(() => rmSync(root, { recursive: true }))
  const make = (path: string, uuid: string | null | undefined): void => {
    mkdirSync(join(path, 'dm'), { recursive: true })
    if (uuid) writeFileSync(join(path, 'dm', 'uuid'), `${uuid}\n`)
  }
  for (const [name, { uuid, on = {} }] of Object.entries(devices)) {
    make(join(root, name), uuid)
    for (const [slave, below] of Object.entries(on)) make(join(root, name, 'slaves', slave), below)
  }
  return root
}
const DEVICE = 253 * 256 + 2

it.each([
  ['a disk of LUKS', { '253:2': { uuid: 'CRYPT-LUKS2-1234' } }, true, 'dm-crypt'],
  ['a volume on LUKS', { '253:2': { uuid: 'LVM-1', on: { 'dm-0': 'CRYPT-LUKS2-1' } } }, true, 'dm-crypt'],
  ['a volume that lies half on LUKS', { '253:2': { uuid: 'LVM-1', on: { 'dm-0': 'CRYPT-1', sdb1: null } } }, false, 'not encrypted'],
  ['a plain disk', { '253:2': {} }, false, 'not encrypted'],
  ['no disk', {}, false, 'no disk of this computer'],
])('%s', async (_, devices, encrypted, words) => {
  const finding = await onLinux(DEVICE, sys(devices))
  expect([finding.works, finding.detail]).toEqual([encrypted, expect.stringContaining(words)])
  expect(finding.mend === null).toBe(encrypted)
})

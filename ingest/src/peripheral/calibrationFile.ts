import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { encodeCalibration } from '@solestream/firmware-protocol'
import type { Calibration } from '@solestream/firmware-protocol'
import { ConfigurationFault } from '../configurationFault.ts'
import type { KeptCalibration } from '../virtual/index.ts'

/** What a virtual insole kept in a file; null: there is no file yet. Throws a ConfigurationFault when it holds something else. */
export function readCalibrationFile(file: string, sensors: number): KeptCalibration | null {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new ConfigurationFault(`${file} can't be read: ${(error as Error).message}`, 'Choose another file with --calibration.')
  }
  try {
    const { calibration, tared_utc } = JSON.parse(text) as { calibration: Calibration | null; tared_utc: string | null }
    // Whatever the protocol cannot carry is no calibration.
    if (calibration !== null) encodeCalibration(calibration)
    if (calibration !== null && calibration.zero.length !== sensors)
      throw new Error(`it is of ${calibration.zero.length} sensors, the insole has ${sensors}`)
    return { calibration, tared_utc: tared_utc ?? null }
  } catch (error) {
    throw new ConfigurationFault(
      `${file} holds no calibration of this insole: ${(error as Error).message}`,
      'Choose another file with --calibration, or remove this one: the insole then begins as its maker left it.',
    )
  }
}

/** Whole or not at all, and on the disk; false: it could not be kept. */
export function writeCalibrationFile(file: string, kept: KeptCalibration): boolean {
  const fresh = `${file}.new`
  try {
    writeFileSync(fresh, `${JSON.stringify(kept, null, 2)}\n`)
    const fd = openSync(fresh, 'r+')
    fsyncSync(fd)
    closeSync(fd)
    renameSync(fresh, file)
    return true
  } catch {
    return false
  }
}

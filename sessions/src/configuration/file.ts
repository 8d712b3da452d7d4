import { readFileSync } from 'node:fs'
import { ConfigurationFault } from '@solestream/ingest'
import type { Given } from './resolve.ts'

/** solestream.config.json in the working folder; an absent file is an empty one. */
export function readConfigurationFile(path = 'solestream.config.json'): Given {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new ConfigurationFault(`${path} can't be read: ${(error as Error).message}`, 'make it readable, or remove it')
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new ConfigurationFault(`${path} is not JSON: ${(error as Error).message}`, 'mend it, or remove it: every option has a default')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ConfigurationFault(`${path} holds no object`, 'write { "port": 8420 }, for example')
  return value as Given
}

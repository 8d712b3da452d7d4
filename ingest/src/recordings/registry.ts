import { csvReader } from './csv.ts'
import { gaitpdbReader } from './gaitpdb.ts'
import type { RecordingReader } from './reader.ts'
import { solestreamReader } from './solestream.ts'

/** All formats, asked in this order. */
export const READERS: readonly RecordingReader[] = [solestreamReader, csvReader, gaitpdbReader]

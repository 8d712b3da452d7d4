import { csvReader } from './csv.ts'
import { gaitpdbReader } from './gaitpdb.ts'
import { pedarReader } from './pedar.ts'
import type { RecordingReader } from './reader.ts'
import { solestreamReader } from './solestream.ts'
import { stapponeReader } from './stappone.ts'

/** All formats, asked in this order. */
export const READERS: readonly RecordingReader[] = [solestreamReader, csvReader, gaitpdbReader, pedarReader, stapponeReader]

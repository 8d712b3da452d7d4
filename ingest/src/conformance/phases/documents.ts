import type { Result } from '@solestream/firmware-protocol'
import type { Kit } from '../kit.ts'
import type { DocumentName, DocumentRead, DocumentSeen, Documents } from '../seen.ts'
import type { Witness } from '../witness.ts'

export async function documents(kit: Kit): Promise<Documents> {
  const witness = await kit.link()
  return { layout: await look(witness, 'layout'), calibration: await look(witness, 'calibration') }
}

async function look(witness: Witness, document: DocumentName): Promise<DocumentSeen> {
  const read = await readDocument(witness, document)
  const beyond = await witness.send({ command: 'selectPage', document, page: Math.min(255, Math.max(1, read.pages.length)) })
  return { ...read, beyond: beyond.result, afterBeyond: await witness.read(document) }
}

export async function readDocument(witness: Witness, document: DocumentName): Promise<DocumentRead> {
  const pages: Uint8Array[] = []
  const selected: (Result | null)[] = []
  do {
    selected.push((await witness.send({ command: 'selectPage', document, page: pages.length })).result)
    pages.push(await witness.read(document))
  } while (pages.length < (pages[0]?.[3] ?? 0))
  return { pages, selected }
}

import { computed } from '@preact/signals'
import { figureTable } from './figureTable.ts'
import { counted, figures } from './liveModel.ts'

/** The figures of the live page as they stand now. */
export const figureTableNow = computed(() => {
  const known = figures.value
  return figureTable({
    summary: known?.summary ?? null,
    unavailable: known?.unavailable ?? {},
    quality: known?.quality ?? null,
    counted: counted.value,
  })
})

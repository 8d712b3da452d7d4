import Table from 'cli-table3'
import {
  PLANTAR_REGIONS,
  REGION_FIGURES,
  REGION_WORDS,
  SESSION_METRICS,
  type Figure,
  type PlantarRegion,
  type RegionFigure,
  type Summary,
} from '@solestream/processing/model'
import { decimalsOf } from './numbers.ts'

/** The parts of the foot, left and right in a cell; no lines when there are none. */
export function regionTable(summary: Summary): string[] {
  const there = (region: PlantarRegion, figure: RegionFigure) => summary[`${region}_${figure}`]
  const figures = REGION_FIGURES.filter((figure) => PLANTAR_REGIONS.some((region) => there(region, figure)))
  if (figures.length === 0) return []
  const table = new Table({ head: ['means of valid stances, L | R', ...figures.map(heading)], style: { head: [], border: [] } })
  for (const region of PLANTAR_REGIONS) {
    const cells = figures.map((figure) => {
      const decimals = decimalsOf(SESSION_METRICS[`${region}_${figure}`].unit)
      const text = (of: Figure | undefined): string => of?.value.toFixed(decimals) ?? '\u2013'
      const found = there(region, figure)
      return `${text(found?.left)} | ${text(found?.right)}`
    })
    table.push([REGION_WORDS[region], ...cells])
  }
  return ['', table.toString()]
}

/** The label without the part's name, and the unit. */
function heading(figure: RegionFigure): string {
  const { label, unit } = SESSION_METRICS[`heelM_${figure}`]
  return `${label.split(',')[0]!}, ${unit}`
}

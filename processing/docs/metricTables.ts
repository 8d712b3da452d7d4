import { METRIC_GROUPS, type MetricDefinition } from '@solestream/processing/model'

const NEEDS: { readonly [N in MetricDefinition['needs'][number]]: string } = {
  newtons: 'calibrated newtons',
  kPa: 'calibrated kPa',
  positions: 'sensor positions',
  size: "the insole's size",
  geometry: 'geometry in mm',
  outline: 'outline of the insole',
  regions: 'regions of the foot',
  'heel-and-forefoot': 'sensors under heel and forefoot',
  'fast-samples': '95 samples a second',
  'both-feet': 'both feet',
  'belt-speed': 'belt speed',
  'body-weight': 'body weight',
  'stance-width': 'stance width',
}

/** A line break or a bar would end the table's cell. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ')

function line(name: string, { label, unit, level, feet, definition, needs, minimumN, counts, source }: MetricDefinition): string {
  const of = `${level === 'stride' ? 'each stride' : 'recording'}, ${feet === 'both' ? 'both feet' : 'per foot'}`
  const least = `${minimumN} ${counts === 'pairs of strides' ? 'pairs' : counts}`
  const cells = [`\`${name}\``, label, unit, of, definition, needs.map((n) => NEEDS[n]).join(', '), least, source]
  return `| ${cells.map(cell).join(' | ')} |`
}

/** The table of metrics, group by group, as markdown. */
export function metricTables(): string {
  return METRIC_GROUPS.map(({ title, metrics }) =>
    [
      `### ${title}`,
      '',
      '| name | label | unit | of | definition | needs | minimum n | source |',
      '|---|---|---|---|---|---|---|---|',
      ...Object.entries(metrics).map(([name, row]) => line(name, row)),
    ].join('\n'),
  ).join('\n\n')
}

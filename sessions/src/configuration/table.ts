import { environmentOf, flagOf, START_OPTION_NAMES, StartOptions } from './options.ts'

/** The README's table of options, made from the schema. */
export function optionsTable(): string {
  const rows = START_OPTION_NAMES.map((name) => {
    const { default: value, description } = StartOptions.properties[name] as { default?: unknown; description?: string }
    return `| \`${flagOf(name)}\` | \`${environmentOf(name)}\` | \`${name}\` | \`${String(value)}\` | ${description} |`
  })
  return ['| flag | environment | in the file | default | what |', '|---|---|---|---|---|', ...rows].join('\n').replaceAll('| `` |', '| |')
}

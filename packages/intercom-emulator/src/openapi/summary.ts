import type { DescriptionRun } from './run-description.ts'
import type { Judgement } from './judge-mismatches.ts'
import type { Mismatch } from './mismatch.ts'

/** The result of a run for people: a line a version, then every kind of difference once. */
export function summaryOf(runs: readonly DescriptionRun[], judgement: Judgement): string {
  const of = (mismatches: readonly Mismatch[], version: string) => {
    const found = mismatches.filter((mismatch) => mismatch.version === version)
    const kinds = new Set(found.map(({ route, status, path, kind }) => `${route} ${status} ${path} ${kind}`))
    return found.length === 0 ? '0' : `${found.length} (${kinds.size} kinds)`
  }
  const rows = runs.map(({ version, answers }) => [
    version,
    String(new Set(answers.map(({ route }) => route)).size),
    String(answers.length),
    String(answers.filter(({ status }) => status >= 400).length),
    of(judgement.explained, version),
    of(judgement.unexplained, version),
  ])
  const unsent = new Set(
    runs.flatMap(({ version, unsent: fields }) =>
      fields.map(({ route, path }) => `${version} · ${route} · ${path}`),
    ),
  )
  return [
    "The emulator's answers against Intercom's OpenAPI descriptions",
    '',
    ...table([['version', 'operations', 'answers', 'of them refusals', 'explained', 'unexplained'], ...rows]),
    '',
    ...listed('Unexplained', judgement.unexplained),
    ...listed('Explained by openapi/exceptions.ts', judgement.explained),
    ...named('Fields of examples that are never sent', [...unsent]),
    ...named('Exceptions that explain nothing', judgement.stale),
    ...named('Exceptions that the examples do not show', judgement.unfounded),
  ].join('\n')
}

/** Each difference once: where and how, in which versions and operations, how often, and one value that was found. */
function listed(title: string, mismatches: readonly Mismatch[]): string[] {
  const groups = Map.groupBy(mismatches, ({ kind, path }) => `${kind} ${path === '' ? '(body)' : path}`)
  const lines = [...groups].map(([name, group]) => {
    const versions = [...new Set(group.map(({ version }) => version))].join(', ')
    const routes = [...new Set(group.map(({ route, status }) => `${route} ${status}`))]
    const where = routes.length === 1 ? routes[0] : `${routes[0]} and ${routes.length - 1} more`
    return `  ${name} · ${versions} · ${where} · ${group.length}× · e.g. ${group[0]?.found}`
  })
  return [`${title}: ${mismatches.length}`, ...lines.toSorted((one, other) => one.localeCompare(other)), '']
}

function named(title: string, names: readonly string[]): string[] {
  return names.length === 0 ? [] : [`${title}: ${names.length}`, ...names.map((name) => `  ${name}`), '']
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}

import type { RouteName } from '../route-names.ts'
import type { Mismatch, MismatchKind } from './mismatch.ts'

/** A difference that is right as it is, because the description is wrong there. */
export interface OpenApiException {
  versions: readonly string[]
  /** The operations it holds for; every one that is checked where it is left out. */
  routes?: readonly RouteName[]
  /** The paths in the body, as a mismatch has them; a pattern must match the whole path. */
  paths: readonly (string | RegExp)[]
  kinds: readonly MismatchKind[]
  /** What shows that the description is wrong: facts, checkable in the description itself or in what is known. */
  reason: string
  /**
   * Set where the description's own examples differ from its schemas in the very same way: the suite then looks
   * for that difference there, so the reason is no mere claim.
   */
  shownByExamples?: true
}

export interface Judgement {
  explained: Mismatch[]
  unexplained: Mismatch[]
  /** Parts of exceptions (a version and a path) that explain no answer: they must go. */
  stale: string[]
  /** Exceptions said to be shown by the descriptions' examples, and which are not. */
  unfounded: string[]
}

/** Divides differences by the exceptions. Only exceptions of a version that was checked can be stale. */
export function judgeMismatches(
  mismatches: readonly Mismatch[],
  {
    exceptions,
    versions,
    inExamples,
  }: {
    exceptions: readonly OpenApiException[]
    versions: readonly string[]
    /** The differences between the descriptions' own examples and schemas. */
    inExamples: readonly Mismatch[]
  },
): Judgement {
  const isExplained = (mismatch: Mismatch) => exceptions.some((exception) => covers(exception, mismatch))
  return {
    explained: mismatches.filter(isExplained),
    unexplained: mismatches.filter((mismatch) => !isExplained(mismatch)),
    stale: exceptions.flatMap((exception) =>
      partsOf(exception)
        .filter(({ versions: [version = ''] }) => versions.includes(version))
        .filter((part) => !mismatches.some((mismatch) => covers(part, mismatch)))
        .map(named),
    ),
    unfounded: exceptions
      .filter(({ shownByExamples }) => shownByExamples === true)
      .filter((exception) => exception.versions.some((version) => versions.includes(version)))
      .filter((exception) => !inExamples.some((mismatch) => coversElsewhere(exception, mismatch)))
      .map(named),
  }
}

function covers(exception: OpenApiException, mismatch: Mismatch): boolean {
  const { routes } = exception
  if (routes !== undefined && !routes.some((route) => route === mismatch.route)) return false
  return coversElsewhere(exception, mismatch)
}

/** As `covers`, in any operation: an example of one shows the same schema wrong in every other. */
function coversElsewhere({ versions, paths, kinds }: OpenApiException, mismatch: Mismatch): boolean {
  return (
    versions.includes(mismatch.version) &&
    kinds.includes(mismatch.kind) &&
    paths.some((path) => (typeof path === 'string' ? path === mismatch.path : isWhole(path, mismatch.path)))
  )
}

/** An exception taken apart, one version and one path each. */
function partsOf(exception: OpenApiException): OpenApiException[] {
  return exception.versions.flatMap((version) =>
    exception.paths.map((path) => ({ ...exception, versions: [version], paths: [path] })),
  )
}

function named({ versions, routes, paths, kinds }: OpenApiException): string {
  return [versions, routes ?? ['every operation'], paths.map(String), kinds]
    .map((part) => part.join(', '))
    .join(' · ')
}

function isWhole(pattern: RegExp, text: string): boolean {
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(text)
}

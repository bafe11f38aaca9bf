import { Ajv } from 'ajv'
import type { ErrorObject, ValidateFunction } from 'ajv'
import type { RouteName } from '../route-names.ts'
import type { Description, OpenApiSchema } from './description.ts'
import { isRecord } from './is-record.ts'
import { convertSchema, descriptionId } from './json-schema.ts'
import { pathOf, shown } from './mismatch.ts'
import type { Mismatch, MismatchKind } from './mismatch.ts'
import { unknownFields } from './unknown-fields.ts'

/** One answer, as it came. */
export interface Answer {
  /** As in `routeNames`. */
  route: string
  status: number
  /** The parsed JSON; `undefined` where the body was empty. */
  body: unknown
}

/** An answer for which the description names a schema of something else. */
export interface OtherForm {
  versions: readonly string[]
  route: RouteName
  /** The `type` in the body. */
  type: string
  /** The named schema that fits. */
  schema: string
  /** What shows that the description names a wrong one. */
  reason: string
}

type Difference = Pick<Mismatch, 'path' | 'kind' | 'found'>

const kindOfKeyword: Readonly<Record<string, MismatchKind>> = {
  type: 'type',
  required: 'required',
  enum: 'enum',
  format: 'format',
  anyOf: 'form',
}

/**
 * Compares answers with one description; the function returns every difference, none where the answer is as described.
 *
 * A refusal (4xx, 5xx) that the operation does not list is held against the schema named `error`, since the
 * descriptions list few of them. A success that it does not list is a difference.
 */
export function createAnswerCheck(
  description: Description,
  otherForms: readonly OtherForm[] = [],
): (answer: Answer) => Mismatch[] {
  const { version, schemas } = description
  const compare = createSchemaCheck(schemas)
  return (answer) => {
    const { route, status, body } = answer
    const at = (difference: Difference): Mismatch => ({ version, route, status, ...difference })
    const described = description.answersOf(route)?.get(status)
    if (described === undefined && status < 400) {
      return [at({ path: '', kind: 'status', found: 'a success that is not described' })]
    }
    const form = otherForms.find((other) => other.versions.includes(version) && isOfForm(answer, other))
    const schema = schemas[form?.schema ?? (described === undefined ? 'error' : '')] ?? described?.schema
    if (schema === undefined) {
      return body === undefined ? [] : [at({ path: '', kind: 'body', found: shown(body) })]
    }
    if (body === undefined) return [at({ path: '', kind: 'body', found: 'no body' })]
    return compare(body, schema).map(at)
  }
}

/** Whether an answer is one that the description names a wrong schema for. */
export function isOfForm({ route, status, body }: Answer, form: OtherForm): boolean {
  return route === form.route && status < 300 && isRecord(body) && body['type'] === form.type
}

/** Compares values with schemas of one description. */
export function createSchemaCheck(
  schemas: Readonly<Record<string, OpenApiSchema>>,
): (value: unknown, schema: OpenApiSchema) => Difference[] {
  const ajv = new Ajv({ strict: false, allErrors: true, verbose: true })
  for (const [name, accepts] of Object.entries(formats)) ajv.addFormat(name, accepts)
  for (const name of ['int32', 'int64', 'float', 'double', 'timestamp']) ajv.addFormat(name, true)
  const has = (name: string) => Object.hasOwn(schemas, name)
  const $defs = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, convertSchema(schema, { has })]),
  )
  ajv.addSchema({ $id: descriptionId, $defs })
  const compiled = new Map<OpenApiSchema, ValidateFunction>()

  return (value, schema) => {
    const validate = compiled.get(schema) ?? ajv.compile(convertSchema(schema, { has }))
    compiled.set(schema, validate)
    validate(value)
    return [
      ...withoutRepeats(validate.errors ?? []).map(differenceOf),
      ...unknownFields(value, schema, schemas).map((steps): Difference => ({
        path: pathOf(steps),
        kind: 'unknown',
        found: shown(valueAt(value, steps)),
      })),
    ]
  }
}

/** Of a value that has none of the described forms only that is said, not what each form lacks. */
function withoutRepeats(errors: readonly ErrorObject[]): ErrorObject[] {
  const formless = errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath)
  return errors.filter(({ keyword, instancePath }) => {
    if (keyword === 'if') return false
    const within = formless.filter((path) => instancePath === path || instancePath.startsWith(`${path}/`))
    return keyword === 'anyOf' ? within.length === 1 : within.length === 0
  })
}

function differenceOf({ keyword, instancePath, params, data }: ErrorObject): Difference {
  const steps = stepsOf(instancePath)
  if (keyword === 'required' && typeof params['missingProperty'] === 'string') {
    return { path: pathOf([...steps, params['missingProperty']]), kind: 'required', found: 'nothing' }
  }
  const kind = kindOfKeyword[keyword] ?? 'limit'
  const isNull = data === null && (kind === 'type' || kind === 'enum')
  return { path: pathOf(steps), kind: isNull ? 'null' : kind, found: shown(data) }
}

/** Reads a JSON pointer. A field named with digits alone would be taken for an index; the descriptions have none. */
function stepsOf(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')))
}

function valueAt(value: unknown, steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)]
    return isRecord(inner) ? inner[step] : undefined
  }, value)
}

const formats: Readonly<Record<string, (text: string) => boolean>> = {
  uri: (text) => URL.canParse(text),
  uuid: (text) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
  email: (text) => /^[^@\s]+@[^@\s]+$/.test(text),
  date: (text) => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)),
  'date-time': (text) => /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)),
}

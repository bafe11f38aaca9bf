import { writeFile } from 'node:fs/promises'
import { openApiDocument } from '#api/platform/openapi/document.ts'

/** Writes the description of the contract to where it is committed; a test compares it with what is served. */
const file = new URL('../../../packages/shared/src/contract/openapi.json', import.meta.url)
await writeFile(file, `${JSON.stringify(openApiDocument(), undefined, 2)}\n`)

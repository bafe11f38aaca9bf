import { z } from 'zod'
import type { Caller } from '../rest/caller.ts'
import { apiVersions } from '../rest/operation.ts'
import type { RestCall, RestOperation } from '../rest/operation.ts'
import type { RouteName } from '../route-names.ts'
import type { ItemSource } from './items.ts'
import type { ItemKind } from './topics.ts'

interface Reading {
  list: RouteName
  show: RouteName
}

const readings: Readonly<Record<ItemKind, Reading>> = {
  contact: { list: 'GET /contacts', show: 'GET /contacts/:id' },
  company: { list: 'GET /companies', show: 'GET /companies/:id' },
  conversation: { list: 'GET /conversations', show: 'GET /conversations/:id' },
}

const itemsMax = 50

/** Starts the links inside of items. */
const baseUrl = 'https://api.intercom.io'

const Listed = z.looseObject({ id: z.string() })
const List = z.union([
  z.looseObject({ data: z.array(Listed) }).transform(({ data }) => data),
  z.looseObject({ conversations: z.array(Listed) }).transform(({ conversations }) => conversations),
])
const Shown = z.record(z.string(), z.unknown())

/**
 * Items as the REST API shows them, which is what notifications carry: the first of the list, fifty at most, each as
 * its own route shows it.
 */
export function itemsByRest(operations: readonly RestOperation[]): ItemSource {
  return ({ kind, caller, countMax }) => {
    const { list, show } = readings[kind]
    const listing = operations.find(({ route }) => route === list)
    const showing = operations.find(({ route }) => route === show)
    if (listing === undefined || showing === undefined) return []
    const query = { per_page: String(Math.min(countMax, itemsMax)) }
    const listed = List.parse(listing.handle(callBy(caller, { query })).body)
    return listed.map(({ id }) => Shown.parse(showing.handle(callBy(caller, { params: { id } })).body))
  }
}

/** A read in the version that is set on the app: that is the one that notifications are written in. */
function callBy(caller: Caller, asked: Partial<Pick<RestCall, 'query' | 'params'>>): RestCall {
  const version = apiVersions.find((known) => known === caller.app.apiVersion) ?? '2.16'
  return { caller, version, params: {}, query: {}, body: undefined, baseUrl, ...asked }
}

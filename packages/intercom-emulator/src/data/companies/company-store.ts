import type { Clock } from '../../clock.ts'
import type { RandomBytes } from '../../secret-values.ts'
import type { SeedWorkspace } from '../../seed.ts'
import { createOverlay } from '../overlay.ts'
import { createCompanyScrolls } from './company-scrolls.ts'
import type { Company } from './company.ts'
import { createSeededCompanies, indexOfCompanyId, indexOfCompanyName } from './seeded-company.ts'

export type CompanyStore = ReturnType<typeof createCompanyStore>

interface Deps {
  workspace: SeedWorkspace
  clock: Clock
  random: RandomBytes
}

/** The companies of one workspace, and the scrolls over them. */
export function createCompanyStore({ workspace, clock, random }: Deps) {
  const seeded = createSeededCompanies(workspace)
  const overlay = createOverlay({ seededCount: workspace.size.companies, seeded: seeded.at })
  const found = (index: number | undefined): Company | undefined =>
    index === undefined ? undefined : overlay.at(index)
  return {
    scrolls: createCompanyScrolls({ clock, random }),
    count: overlay.count,
    at: overlay.at,
    end: overlay.end,
    newestFirst: () => overlay.newestFirst(),
    /** So many companies with an index below `before`, the newest first. */
    stretch(before: number, count: number): Company[] {
      const items: Company[] = []
      for (const company of overlay.newestFirst(before)) {
        if (items.length === count) break
        items.push(company)
      }
      return items
    },
    idOf: (index: number) => seeded.ids.idOf(index),
    find: (id: string) => found(seeded.ids.indexOf(id)),
    named: (name: string) => found(indexOfCompanyName(name)),
    withCompanyId: (companyId: string) => found(indexOfCompanyId(companyId)),
    setTags(company: Company, tags: readonly string[]): Company {
      const changed = { ...company, tags, updated_at: Math.floor(clock.now() / 1000) }
      overlay.replace(company.index, changed)
      return changed
    },
  }
}

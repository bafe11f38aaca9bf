import type { Company } from '../../data/companies/company.ts'
import type { OperationDeps } from '../operation-deps.ts'
import { RestError } from '../operation.ts'
import type { RestAnswer, RestCall, RestOperation } from '../operation.ts'
import { companyAnswer } from './company-answer.ts'
import { listCompanies } from './list-companies.ts'
import { scrollCompanies } from './scroll-companies.ts'

/** Companies: one, a page, or all of them by scrolling. */
export function companyOperations(deps: OperationDeps): RestOperation[] {
  const companiesOf = ({ caller }: RestCall) => deps.data.of(caller.workspace).companies
  function answer(company: Company | undefined, { caller, version }: RestCall): RestAnswer {
    if (company === undefined) {
      throw new RestError(404, { code: 'company_not_found', message: 'Company Not Found' })
    }
    const view = { workspace: caller.workspace, data: deps.data.of(caller.workspace), version }
    return { body: companyAnswer(company, view) }
  }
  return [
    {
      route: 'GET /companies',
      permission: 'read_users_companies',
      handle(call) {
        const { name, company_id: companyId } = call.query
        if (companyId !== undefined) return answer(companiesOf(call).withCompanyId(companyId), call)
        if (name !== undefined) return answer(companiesOf(call).named(name), call)
        return listCompanies(call, deps)
      },
    },
    {
      route: 'POST /companies/list',
      permission: 'read_users_companies',
      handle: (call) => listCompanies(call, deps),
    },
    {
      route: 'GET /companies/scroll',
      permission: 'read_users_companies',
      handle: (call) => scrollCompanies(call, deps),
    },
    {
      route: 'GET /companies/:id',
      permission: 'read_users_companies',
      handle: (call) => answer(companiesOf(call).find(call.params['id'] ?? ''), call),
    },
  ]
}
